import { describe, expect, it } from 'vitest'
import { untilBegun } from './until-begun.ts'

const enough = new Error('enough')

function start() {
  const stop = new AbortController()
  const [turn, end] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()]
  let begun = false
  let settled = false
  const waiting = untilBegun(stop.signal, async (begin) => {
    await turn.promise
    begin()
    begun = true
    return end.promise
  })
  const outcome = waiting.then(String, String).finally(() => (settled = true))
  const turns = () => new Promise<void>((resolve) => setImmediate(resolve))
  return { stop, turn, end, outcome, turns, begun: () => begun, settled: () => settled }
}

describe('a write that waits for its turn', () => {
  it('is given up at once, and never begins then', async () => {
    const { stop, turn, outcome, turns, begun } = start()
    stop.abort(enough)
    expect(await outcome).toBe('Error: enough')
    turn.resolve()
    await turns()
    expect(begun()).toBe(false)
  })

  it('is waited for once it has begun, whatever the signal says', async () => {
    const { stop, turn, end, outcome, turns, settled } = start()
    turn.resolve()
    await turns()
    stop.abort(enough)
    await turns()
    expect(settled()).toBe(false)
    end.resolve('written')
    expect(await outcome).toBe('written')
  })

  it('passes on how it failed', async () => {
    const { turn, end, outcome } = start()
    turn.resolve()
    end.reject(new Error('refused'))
    expect(await outcome).toBe('Error: refused')
  })
})
