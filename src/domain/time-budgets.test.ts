import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { defaultTimeouts } from '../adapters/milvus/calls/milvus-options.ts'
import { loadConfig } from '../config/load.ts'
import { jobBudget, requestBudget, transactionBudget, uploadBudget } from './time-budgets.ts'

const budgets = { request: requestBudget, upload: uploadBudget, job: jobBudget, transaction: transactionBudget }

/** From the longest to the shortest; each waits for the next one. */
const chains: Readonly<Record<string, readonly number[]>> = {
  'a question': [
    requestBudget.replyMs,
    defaultConfig().ask.timeoutMs,
    defaultTimeouts.answerBudget,
    defaultTimeouts.search,
  ],
  'a statement of a request': [
    requestBudget.replyMs,
    requestBudget.connectMs + requestBudget.statementMs,
    requestBudget.statementMs,
    requestBudget.lockMs,
  ],
  'a deletion': [requestBudget.replyMs, requestBudget.removeMs, requestBudget.removeLockMs],
  'a deletion whose document is held with others': [requestBudget.removeLockMs, transactionBudget.togetherMs],
  'the lock a deletion waits for': [requestBudget.statementMs, requestBudget.removeLockMs],
  'a second sender': [requestBudget.replyMs, uploadBudget.turnMs, uploadBudget.leaseMs],
  'an upload that lost its document': [requestBudget.replyMs, uploadBudget.orphanMs],
  'whoever may take an upload': [
    jobBudget.idleMs,
    uploadBudget.leaseMs,
    uploadBudget.ownerGivesUpMs + uploadBudget.beatMs,
    uploadBudget.ownerGivesUpMs,
    3 * uploadBudget.beatMs,
  ],
  'an index step': [jobBudget.totalMs, jobBudget.indexMs, defaultTimeouts.backgroundBudget, defaultTimeouts.write],
  'a removal': [
    jobBudget.totalMs,
    jobBudget.lockMs + jobBudget.removeMs,
    jobBudget.removeMs,
    defaultTimeouts.backgroundBudget,
  ],
  'a lock of a job': [jobBudget.statementMs, jobBudget.lockMs],
  'a transaction that waits for a store': [
    transactionBudget.idleMs,
    transactionBudget.pingMs + transactionBudget.pingReplyMs,
    transactionBudget.pingMs,
  ],
}

function defaultConfig() {
  const loaded = loadConfig({ ATENEX_HOST: '127.0.0.1' })
  if (!('config' in loaded)) throw new Error(loaded.problems.join('\n'))
  return loaded.config
}

describe('whoever waits has more time than what it waits for', () => {
  test.each(Object.entries(chains))('%s', (_what, times) => {
    expect(new Set(times).size).toBe(times.length)
    expect(times.toSorted((a, b) => b - a)).toEqual(times)
  })
})

test('an index step may take half an hour: 180 MB to a store that takes 256 KB a second are 12 minutes', () => {
  expect(jobBudget.indexMs).toBeGreaterThan(30 * 60_000)
})

test('the page about time-outs names every one with its value, and none that is not there', async () => {
  const page = await readFile(new URL('../../docs/timeouts.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `(\w+\.\w+)` \| ([^|]+) \|/gm)].map(([, name, time]) => [name, time?.trim()])
  const values = Object.entries(budgets).flatMap(([budget, times]) =>
    Object.entries(times).map(([name, ms]) => [`${budget}.${name}`, shown(ms)]),
  )
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(values))
})

function shown(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000} h`
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`
}
