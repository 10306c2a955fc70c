import { expect, test } from 'vitest'
import { judgeQueue } from './judge-queue.ts'

const backlog = { waiting: 731, oldestSeconds: 600, running: 0, failures: [] }
const away = [{ code: 'object_store_unavailable', documents: 9 }]

test.each([
  ['nothing waits', { ...backlog, waiting: 0, oldestSeconds: null }, 'ok', 'nothing waits', null],
  [
    'a worker is at a long document while many wait',
    { ...backlog, running: 4 },
    'ok',
    '731 documents wait or run, 4 of them worked at now',
    null,
  ],
  [
    'one was just uploaded',
    { ...backlog, waiting: 1, oldestSeconds: 3 },
    'ok',
    '1 document waits or runs, the oldest unchanged for 3 s',
    null,
  ],
  [
    'nobody works',
    backlog,
    'warning',
    '731 documents wait or run, the oldest unchanged for 600 s',
    expect.stringMatching(/^Is a worker running .* may wait for a part: see the other lines\.$/),
  ],
  [
    'a store is away',
    { ...backlog, failures: away },
    'warning',
    '731 documents wait or run, the oldest unchanged for 600 s; tried again after object_store_unavailable (9)',
    'They go on by themselves once the part that failed them answers: see its line.',
  ],
  [
    'the machine gives readers too little',
    { ...backlog, failures: [{ code: 'reader_unavailable', documents: 2 }] },
    'warning',
    '731 documents wait or run, the oldest unchanged for 600 s; tried again after reader_unavailable (2)',
    expect.stringMatching(/raise the limits/),
  ],
  [
    'a worker tries while a store is away',
    { ...backlog, running: 1, failures: away },
    'ok',
    '731 documents wait or run, 1 of them worked at now; tried again after object_store_unavailable (9)',
    null,
  ],
] as const)('when %s', (_, found, status, detail, remedy) => {
  expect(judgeQueue(found)).toEqual({ status, version: null, detail, remedy })
})
