import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { fakeInferenceProcesses } from '../../../../test/harness/inference-process.ts'
import { createTestClock } from '../../../../test/harness/test-clock.ts'
import { InferencePool } from './inference-pool.ts'

const never = new AbortController().signal
const tokens = (first: number, length: number) => Int32Array.from({ length }, () => first)

async function openPool({ rssLimit = 1_000, processes = 1 } = {}) {
  const { start, started } = fakeInferenceProcesses()
  const clock = createTestClock()
  const opening = InferencePool.start({
    readerPath: null,
    modelPath: 'model',
    background: false,
    processes,
    rssLimit,
    replyTimeoutMs: 10_000,
    clock,
    startProcess: start,
  })
  const newest = () => {
    const process = started.at(-1)
    if (process === undefined) throw new Error('no process was started')
    return process
  }
  newest().becomeReady()
  const { pool } = await opening
  return { pool, clock, started, newest }
}

test('texts go to the process that has the fewest tokens, so that none is idle while another has a long queue', async () => {
  const { pool, started } = await openPool({ processes: 2 })
  for (const process of started) process.becomeReady()
  const embed = (length: number) =>
    pool.embed(tokens(1, length), { urgent: false, company: 'a', signal: never }).catch(() => 'closed')
  const all = [200, 200, 50, 50, 50, 50, 400, 10].map(embed)
  await setImmediate()
  expect(started.map(({ waiting }) => waiting)).toEqual([4, 4])
  for (let answered = 0; answered < 3; answered += 1) started[0]?.answerOne()
  all.push(embed(300))
  await setImmediate()
  expect(started.map(({ waiting }) => waiting)).toEqual([1, 5])
  started[0]?.answerOne()
  all.push(embed(300))
  await setImmediate()
  expect(started.map(({ waiting }) => waiting)).toEqual([1, 5])
  await pool.close()
  await Promise.all(all)
})

describe('fairness between companies', () => {
  test('a hundred long questions of one delay a question of another by no more than the one in the model', async () => {
    const { pool, newest } = await openPool()
    const ask = (company: string, length: number) =>
      pool.embed(tokens(1, length), { urgent: true, company, signal: never })
    const many = Array.from({ length: 100 }, () => ask('busy', 2_500))
    await setImmediate()
    newest().answerOne()
    const one = ask('other', 10)
    await setImmediate()
    expect(newest().answerOne()?.company).toBe('other')
    await one
    // the other one's answer needs its sentences too
    const sentences = Array.from({ length: 50 }, () => ask('other', 30))
    const served: (string | undefined)[] = []
    for (let i = 0; i < 53; i += 1) {
      await setImmediate()
      served.push(newest().answerOne()?.company)
    }
    expect(served.filter((company) => company === 'other')).toHaveLength(50)
    await Promise.all(sentences)
    while (newest().answerOne() !== undefined) await setImmediate()
    await Promise.all(many)
    await pool.close()
  })

  test('passages of one never fill the process so far that those of another wait outside', async () => {
    const { pool, newest } = await openPool()
    const embed = (company: string) => pool.embed(tokens(1, 200), { urgent: false, company, signal: never })
    const many = Promise.allSettled(Array.from({ length: 500 }, () => embed('busy')))
    await setImmediate()
    const held = newest().waiting
    const one = embed('other')
    await setImmediate()
    expect(newest().waiting).toBe(held + 1)
    expect([newest().answerOne()?.company, newest().answerOne()?.company]).toContain('other')
    await one
    await pool.close()
    await many
  })

  test('what somebody waits for goes before the rest, whoever else waits', async () => {
    const { pool, newest } = await openPool()
    const passages = Promise.allSettled(
      Array.from({ length: 20 }, () => pool.embed(tokens(1, 5), { urgent: false, company: 'a', signal: never })),
    )
    const question = pool.embed(tokens(7, 500), { urgent: true, company: 'b', signal: never })
    await setImmediate()
    newest().answerOne()
    expect(await question).toEqual(Float32Array.of(7))
    await pool.close()
    await passages
  })
})

describe('restarts', () => {
  test('a text that was in a process when it ended goes alone and is answered by the next', async () => {
    const { pool, clock, started, newest } = await openPool()
    const embeddings = [1, 2, 3].map((id) => pool.embed(tokens(id, 1), { urgent: false, company: 'a', signal: never }))
    await setImmediate()
    newest().crash()
    await clock.tick(100)
    expect(started).toHaveLength(2)
    newest().becomeReady()
    for (let i = 0; i < 3; i += 1) {
      await setImmediate()
      expect(newest().waiting).toBe(1)
      newest().answerOne()
    }
    expect(await Promise.all(embeddings)).toEqual([1, 2, 3].map((id) => Float32Array.of(id)))
    await pool.close()
  })

  test('too many ends in a minute are told at once, and tried again after a rest', async () => {
    const { pool, clock, started, newest } = await openPool()
    const embed = () => pool.embed(tokens(1, 1), { urgent: false, company: 'a', signal: never })
    for (let ends = 1; ends <= 7; ends += 1) {
      newest().crash()
      if (ends < 7) await clock.tick(100 * 2 ** (ends - 1))
      expect(started).toHaveLength(Math.min(ends + 1, 7))
    }
    await expect(embed()).rejects.toMatchObject({ code: 'embedder_unavailable', retryable: true })
    await clock.tick(5_000)
    const embedding = embed()
    newest().becomeReady()
    await setImmediate()
    newest().answerOne()
    expect(await embedding).toEqual(Float32Array.of(1))
    await pool.close()
  })

  test('a process that says nothing while it has work is ended, and its text goes to the next', async () => {
    const { pool, clock, started, newest } = await openPool()
    const embedding = pool.embed(tokens(1, 1), { urgent: false, company: 'a', signal: never })
    await setImmediate()
    await clock.tick(9_999)
    expect(started[0]?.killed).toBe(false)
    await clock.tick(1)
    expect(started[0]?.killed).toBe(true)
    await setImmediate()
    await clock.tick(100)
    newest().becomeReady()
    await setImmediate()
    newest().answerOne()
    expect(await embedding).toEqual(Float32Array.of(1))
    await pool.close()
  })

  test('a late word of a process that was replaced does not stop the watch over its successor', async () => {
    const { pool, clock, started, newest } = await openPool({ rssLimit: 5 })
    const [large] = started
    for (let i = 0; i < 200; i += 1) {
      const embedding = pool.embed(tokens(1, 1), { urgent: false, company: 'a', signal: never })
      await setImmediate()
      large?.answerOne(10)
      await embedding
    }
    await setImmediate()
    expect(started).toHaveLength(2)
    expect(large?.killed).toBe(true)
    // such as of a text that was cancelled while the model had it
    large?.answerLate(200)
    await clock.tick(60_000)
    expect(newest().killed || started.length > 2).toBe(true)
    await pool.close()
  })
})
