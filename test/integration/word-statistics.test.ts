import { foundByWords } from '../harness/found-by-words.ts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWordStatistics } from '../../src/adapters/postgres/words/word-statistics.ts'
import { parseCompanyId, type CompanyId } from '../../src/domain/ids.ts'
import { indexMissingWords } from '../../src/ingest/index-words.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { removeDocument } from '../../src/ingest/remove.ts'
import type { WordStatistics } from '../../src/ports/word-statistics.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'

let ingest: Ingest
let words: WordStatistics
const inTime = () => AbortSignal.timeout(60_000)

beforeAll(async () => {
  ingest = await openIngest()
  words = createWordStatistics(ingest.db)
})
afterAll(() => ingest.close())

async function add(companyId: CompanyId, number: number) {
  const documentId = await ingest.accept(companyId, number)
  expect(await processDocument(ingest.deps, { companyId, documentId }, { signal: inTime(), last: false })).toBe(
    'processed',
  )
  return documentId
}

/** The statistics of a company, and how its documents are found for a question. */
async function seen(companyId: CompanyId) {
  const counted = await words.of(companyId)
  if (counted?.complete !== true) throw new Error('the words of the company are not counted')
  const { words: statistics } = counted
  const terms = ingest.deps.analyser.analyseQuestion('¿Qué número de la empresa tiene el contrato?')
  const search = { companyId, limit: 20, terms, signal: inTime() }
  const weighed = terms.map((term) => statistics.frequency(term))
  return {
    chunks: statistics.chunks,
    meanLength: statistics.meanLength,
    weighed,
    hits: await foundByWords(ingest.vectors, { ...search, statistics }),
    ofAll: await foundByWords(ingest.vectors, search),
  }
}

describe('the words of a company', () => {
  test('weigh the same, whatever other companies have', async () => {
    const [own, other] = [anyCompany(), anyCompany()]
    await add(own, 1)
    await add(own, 2)
    const before = await seen(own)
    expect(before.hits.length).toBeGreaterThan(3)
    for (let number = 3; number < 9; number += 1) await add(other, number)
    // brings the new rows into the index, whose statistics then are those of both
    await ingest.vectors.maintain(inTime())
    const after = await seen(own)
    expect(after.hits).toEqual(before.hits)
    expect({ ...after, ofAll: null }).toEqual({ ...before, ofAll: null })
    // without the company's own statistics the same search does depend on the others
    expect(after.ofAll).not.toEqual(before.ofAll)
  })

  test('follow the documents that come and go', async () => {
    const companyId = anyCompany()
    expect(await words.of(companyId)).toBeNull()
    const first = await add(companyId, 10)
    const alone = await seen(companyId)
    const second = await add(companyId, 11)
    const both = await seen(companyId)
    expect(both.chunks).toBeGreaterThan(alone.chunks)
    await removeDocument(ingest.deps, { companyId, documentId: second })
    expect({ ...(await seen(companyId)), ofAll: null }).toEqual({ ...alone, ofAll: null })
    await removeDocument(ingest.deps, { companyId, documentId: first })
    expect(await words.of(companyId)).toBeNull()
  })

  test('name the state of the documents: another one for each that comes, is read again or goes', async () => {
    const companyId = anyCompany()
    const state = async () => (await words.of(companyId))?.revision
    const first = await add(companyId, 20)
    const seenStates = [await state(), await state()]
    await add(companyId, 21)
    seenStates.push(await state())
    await removeDocument(ingest.deps, { companyId, documentId: first })
    await add(companyId, 22)
    seenStates.push(await state())
    expect(seenStates[0]).toBe(seenStates[1])
    expect(new Set(seenStates).size).toBe(3)
  })

  test('of documents from before are counted later, and until then the store weighs them', async () => {
    const companyId = anyCompany()
    await add(companyId, 12)
    const counted = await seen(companyId)
    await add(companyId, 13)
    await ingest.db.deleteFrom('document_words').where('company_id', '=', companyId).execute()
    // also before the first one is counted: whoever finds by words alone must say that all are missing
    expect(await words.of(companyId)).toMatchObject({ complete: false, indexed: false })
    await indexMissingWords(ingest.deps, inTime())
    const again = await seen(companyId)
    expect(again.chunks).toBeGreaterThan(counted.chunks)
    await indexMissingWords(ingest.deps, inTime())
    expect(await seen(companyId)).toEqual(again)
  })

  test('are nobody else’s', async () => {
    await add(anyCompany(), 14)
    expect(await words.of(parseCompanyId(randomUUID()))).toBeNull()
  })
})
