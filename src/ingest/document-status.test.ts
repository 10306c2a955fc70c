import { expect, test } from 'vitest'
import { oneCollection } from '../../test/harness/collections.ts'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { aDocument, memoryDocuments } from '../../test/harness/memory-documents.ts'
import { silentLog } from '../../test/harness/log.ts'
import { parseCompanyId } from '../domain/ids.ts'
import type { Document } from '../domain/document.ts'
import { createDocumentStatuses, type StatusDeps } from './document-status.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const never = () => new Promise<never>(() => undefined)
const goOn = new AbortController().signal

function statusesOf(documents: readonly Document[], changes: Partial<StatusDeps> = {}) {
  const asked = { counts: 0, originals: 0, most: 0 }
  let open = 0
  const clock = createTestClock()
  const statuses = createDocumentStatuses({
    documents: memoryDocuments(documents),
    collections: oneCollection({
      vectors: {
        count: async () => {
          asked.counts += 1
          return 7
        },
      },
    }),
    objects: {
      size: async () => {
        asked.originals += 1
        open += 1
        asked.most = Math.max(asked.most, open)
        await Promise.resolve()
        open -= 1
        return 1
      },
    },
    log: silentLog,
    clock,
    ...changes,
  })
  return { statuses, asked, clock }
}

const many = (count: number) => Array.from({ length: count }, () => aDocument({ companyId, chunkCount: 3 }))

test('a single document is counted in the vector store right now', async () => {
  const [document] = many(1)
  const { statuses } = statusesOf([document!]) // one was made
  expect(await statuses.one({ companyId, documentId: document!.id }, goOn)).toMatchObject({
    originalExists: true,
    vectorCount: 7,
  })
})

test('a list shows the chunks that were counted when a document was stored, and asks the vector store nothing', async () => {
  const { statuses, asked } = statusesOf([...many(99), aDocument({ companyId, status: 'error', chunkCount: 3 })])
  const found = await statuses.list(companyId, { limit: 100, offset: 0 }, goOn)
  expect(found.filter(({ vectorCount }) => vectorCount === 3)).toHaveLength(99)
  expect(found.filter(({ vectorCount }) => vectorCount === 0)).toHaveLength(1)
  expect(asked.counts).toBe(0)
})

test('a list asks about a few originals at a time', async () => {
  const { statuses, asked } = statusesOf(many(100))
  await statuses.list(companyId, { limit: 100, offset: 0 }, goOn)
  expect(asked).toMatchObject({ originals: 100, most: 8 })
})

test('documents under way are not asked about at all', async () => {
  const under = (['pending', 'uploaded', 'processing'] as const).map((status) => aDocument({ companyId, status }))
  const { statuses, asked } = statusesOf(under)
  for (const { id, status } of under) {
    expect(await statuses.one({ companyId, documentId: id }, goOn)).toMatchObject({
      originalExists: status !== 'pending',
      vectorCount: 0,
    })
  }
  expect(asked).toMatchObject({ counts: 0, originals: 0 })
})

test('stores that do not answer in time, or fail, are unknown and not an error', async () => {
  const [document] = many(1)
  const failing = { size: () => Promise.reject(new Error('away')) }
  const { statuses, clock } = statusesOf([document!], {
    collections: oneCollection({ vectors: { count: never } }),
    objects: failing,
  })
  const answer = statuses.one({ companyId, documentId: document!.id }, goOn)
  await clock.tick(3000)
  expect(await answer).toMatchObject({ originalExists: null, vectorCount: null })
})

test('one time budget holds for a whole list, however long it is', async () => {
  const { statuses, clock } = statusesOf(many(100), { objects: { size: never } })
  const answer = statuses.list(companyId, { limit: 100, offset: 0 }, goOn)
  await clock.tick(3000)
  expect((await answer).every(({ originalExists }) => originalExists === null)).toBe(true)
})

test('a document of another company is not found', async () => {
  const [document] = many(1)
  const stranger = parseCompanyId('00000000-0000-4000-8000-0000000000c2')
  const { statuses } = statusesOf([document!])
  await expect(statuses.one({ companyId: stranger, documentId: document!.id }, goOn)).rejects.toMatchObject({
    code: 'not_found',
  })
})
