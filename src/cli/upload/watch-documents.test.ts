import { expect, test } from 'vitest'
import { documentReply } from '../../../test/harness/fake-server.ts'
import { ids, scanned, working } from '../../../test/harness/run-in-test.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { RequestFailed } from '../../client/failure.ts'
import type { DocumentStreamEvent } from '../../contract/document-events.ts'
import type { DocumentItem } from '../../contract/documents.ts'
import { DocumentWatch, type WatchOptions } from './watch-documents.ts'

const [first = '', second = ''] = ids
const at = '2026-11-03T10:00:00.000Z'
const ready: DocumentStreamEvent = { name: 'ready', id: '1', data: {} }
const deleted = (id: string): DocumentStreamEvent => ({ name: 'deleted', id: '9', data: { document_id: id, at } })
const documentEvent = (id: string, changes: Partial<DocumentItem>): DocumentStreamEvent => {
  const { status, progress, attempts, error_code, reprocessing } = documentReply(id, changes)
  return {
    name: 'document',
    id: '2',
    data: { document_id: id, status, progress, attempts, chunk_count: 0, error_code, reprocessing, at },
  }
}

/** A server whose documents and events a test decides. */
function watched(options: Partial<WatchOptions> = {}) {
  const states = new Map<string, Partial<DocumentItem>>()
  const asked: string[] = []
  const told: string[] = []
  const events: (DocumentStreamEvent | Error)[] = []
  let more = Promise.withResolvers<void>()
  const clock = createTestClock()
  const watch = new DocumentWatch({
    client: {
      document: async (id) => {
        asked.push(id)
        const state = states.get(id)
        if (state === undefined) throw new RequestFailed(404, 'not_found', 'There is no such document.')
        return documentReply(id, state)
      },
      async *followDocuments(_after, signal) {
        for (;;) {
          const event = events.shift()
          if (event instanceof Error) throw event
          if (event !== undefined) yield event
          else await Promise.race([more.promise, aborted(signal)])
        }
      },
    },
    signal: new AbortController().signal,
    clock,
    onOutcome: (id, { kind }) => void told.push(`${id} ${kind}`),
    onProgress: (id, { stage, done }) => void told.push(`${id} ${stage} ${done}`),
    ...options,
  })
  const say = (event: DocumentStreamEvent | Error) => {
    events.push(event)
    more.resolve()
    more = Promise.withResolvers()
    return clock.tick(0)
  }
  return { watch, states, asked, told, clock, say }
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  const stopped = new RequestFailed(0, 'interrupted', 'Stopped.')
  if (signal?.aborted) return Promise.reject(stopped)
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(stopped), { once: true }))
}

test('where there are events, a document is asked about once it has ended, however much is told of it', async () => {
  const { watch, states, asked, told, say } = watched()
  const running = watch.run()
  await say(ready)
  for (const id of [first, second]) {
    states.set(id, working)
    watch.add(id)
  }
  watch.close()
  for (let done = 1; done <= 20; done += 1) {
    await say(documentEvent(first, { status: 'processing', progress: { stage: 'embed', done, total: 20 } }))
  }
  expect(asked).toEqual([])
  states.set(first, {})
  await say(documentEvent(first, {}))
  states.set(second, scanned)
  await say(documentEvent(second, scanned))
  await running
  expect(asked).toEqual([first, second])
  expect(told.slice(-3)).toEqual([`${first} embed 20`, `${first} processed`, `${second} failed`])
})

test('what ended before its upload was answered is not waited for', async () => {
  const { watch, states, asked, told, say } = watched()
  const running = watch.run()
  await say(ready)
  states.set(first, {})
  await say(documentEvent(first, {}))
  watch.add(first)
  watch.close()
  await running
  expect([asked, told]).toEqual([[first], [`${first} processed`]])
})

test('what nobody told is found when the events begin', async () => {
  const { watch, states, told, say } = watched()
  states.set(first, {})
  watch.add(first)
  watch.close()
  const running = watch.run()
  await say(ready)
  await running
  expect(told).toEqual([`${first} processed`])
})

test('a document that is deleted meanwhile is told as gone', async () => {
  const { watch, states, told, say } = watched()
  const running = watch.run()
  await say(ready)
  states.set(first, working)
  watch.add(first)
  watch.close()
  states.delete(first)
  await say(deleted(first))
  await running
  expect(told).toEqual([`${first} gone`])
})

test('without events, or when they end for good, documents are asked about in rounds', async () => {
  const { watch, states, asked, told, clock, say } = watched()
  states.set(first, working)
  watch.add(first)
  watch.close()
  const running = watch.run()
  await say(ready)
  expect(asked).toEqual([first])
  await clock.tick(10_000)
  expect(asked).toHaveLength(1)
  await say(new RequestFailed(404, 'not_found', 'There are no events.'))
  await clock.tick(10_000)
  expect(asked.length).toBeGreaterThan(3)
  states.set(first, {})
  await clock.tick(10_000)
  await running
  expect(told).toEqual([`${first} embed 1`, `${first} processed`])
})

test('while events come a round finds what they did not tell', async () => {
  const { watch, states, told, clock, say } = watched()
  const running = watch.run()
  await say(ready)
  states.set(first, {})
  watch.add(first)
  watch.close()
  await clock.tick(30_000)
  await running
  expect(told).toEqual([`${first} processed`])
})
