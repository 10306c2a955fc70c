import { describe, expect, it } from 'vitest'
import { createCircuitBreaker } from './circuit-breaker.ts'

function open(threshold = 3) {
  let time = 0
  const changes: string[] = []
  const clock = { now: () => new Date(time), monotonicMs: () => time, sleep: () => Promise.resolve() }
  const onChange = (state: string) => changes.push(state)
  const breaker = createCircuitBreaker({ clock, threshold, firstPauseMs: 100, maxPauseMs: 300, onChange })
  return { breaker, changes, pass: (ms: number) => (time += ms) }
}

describe('circuit breaker', () => {
  it('opens after failures in a row only', () => {
    const { breaker } = open()
    breaker.failed()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    breaker.failed()
    expect(breaker.admit()).toBe(0)
    breaker.failed()
    expect(breaker.admit()).toBe(100)
  })

  it('lets one trial through after each pause, and waits longer after each failed one', () => {
    const { breaker, changes, pass } = open(1)
    breaker.failed()
    pass(100)
    expect(breaker.admit()).toBe(0)
    expect(breaker.admit()).toBeGreaterThan(0)
    breaker.failed()
    expect(breaker.admit()).toBe(200)
    pass(200)
    expect(breaker.admit()).toBe(0)
    breaker.failed()
    expect(breaker.admit()).toBe(300)
    pass(300)
    expect(breaker.admit()).toBe(0)
    breaker.succeeded()
    expect(breaker.state()).toBe('closed')
    expect(changes).toEqual(['open', 'half-open', 'open', 'half-open', 'open', 'half-open', 'closed'])
  })

  it('gives the trial to the next caller when the one who had it gave up', () => {
    const { breaker, pass } = open(1)
    breaker.failed()
    pass(100)
    expect(breaker.admit()).toBe(0)
    breaker.abandoned()
    expect(breaker.admit()).toBe(0)
  })
})
