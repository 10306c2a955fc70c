import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { openLanceSurvey } from '../../src/adapters/lancedb/open-lance-survey.ts'
import { openMilvusSurvey } from '../../src/adapters/milvus/open-milvus-survey.ts'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { parseCompanyId, parseDocumentId, type CompanyId } from '../../src/domain/ids.ts'
import type { CollectionSurvey } from '../../src/ports/collection-survey.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import { findServers } from '../harness/milvus/real-servers.ts'
import { dropAfterFile, sharedServer } from '../harness/milvus/share-server.ts'
import { seededRandom } from '../harness/random.ts'
import { documentOf, specOf } from './vector-store-chunks.ts'
import { removeFolder } from '../harness/remove-folder.ts'

interface Subject {
  readonly store: VectorStore
  readonly survey: CollectionSurvey
  close(): Promise<void>
}

const never = new AbortController().signal
const company = () => parseCompanyId(randomUUID())
const random = seededRandom(41)

/** Every survey passes these tests. */
function describeSurvey(name: string, open: (collection: string) => Promise<Subject>): void {
  describe(`survey of ${name}`, () => {
    const collection = `survey_${randomUUID().replaceAll('-', '')}`
    let subject: Subject
    const filled = new Map<CompanyId, Map<string, number>>()
    beforeAll(async () => {
      subject = await open(collection)
    })
    afterAll(() => subject.close())

    async function fill(companyId: CompanyId, sizes: readonly number[]): Promise<void> {
      const documents = new Map<string, number>()
      for (const size of sizes) {
        const documentId = parseDocumentId(randomUUID())
        const scope = { companyId, documentId }
        await subject.store.replace(scope, documentOf(scope, size, random), never)
        documents.set(documentId, size)
      }
      filled.set(companyId, documents)
    }

    it('finds nothing in a collection that is not there', async () => {
      expect(await subject.survey.strangers([company()], never)).toEqual({ companies: [], more: false })
      expect((await subject.survey.keys(company(), 100, never)).documents.size).toBe(0)
    })

    it('tells of no rights where everybody may do everything', async () => {
      expect(await subject.survey.lackingRights(never)).toBeNull()
    })

    it('tells the fields of the collection, and that there are none before it is made', async () => {
      expect(await subject.survey.fields(never)).toBeNull()
      await subject.store.ensure(specOf(collection), never)
      const fields = (await subject.survey.fields(never)) ?? []
      expect(fields.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['pk_id', 'embedding', 'content', 'tokens']),
      )
      expect(fields.find(({ name }) => name === 'embedding')?.type).toMatch(/\b32\b/)
    })

    it('names the companies that are none of the known ones, with their rows, however many are known', async () => {
      await subject.store.ensure(specOf(collection), never)
      const [ours, strange, stranger] = [company(), company(), company()]
      await fill(ours, [3, 4])
      await fill(strange, [5])
      await fill(stranger, [1, 1])
      // more than one condition holds, so that the ids are looked at in ranges
      const known = [ours, ...Array.from({ length: 1_234 }, company)]
      const { companies, more } = await subject.survey.strangers(known, never)
      expect(new Map(companies.map(({ companyId, rows }) => [companyId, rows]))).toEqual(
        new Map<string, number>([
          [strange, 5],
          [stranger, 2],
        ]),
      )
      expect(more).toBe(false)
      expect((await subject.survey.strangers([...filled.keys()], never)).companies).toEqual([])
      expect((await subject.survey.strangers([], never)).companies).toHaveLength(3)
    })

    it('tells which documents a company has there, with their keys, and when it stopped looking', async () => {
      for (const [companyId, documents] of filled) {
        const keys = await subject.survey.keys(companyId, 1_000, never)
        expect(keys).toEqual({ documents, duplicates: 0, more: false })
      }
      const [ours] = filled.keys()
      if (ours === undefined) throw new Error('nothing was filled')
      expect((await subject.survey.keys(ours, 2, never)).more).toBe(true)
    })
  })
}

describeSurvey('LanceDB', async (collection) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'atenex-survey-'))
  const store = await openLanceDb({ directory, collection, log: silentLog })
  const survey = await openLanceSurvey(directory, collection)
  const close = async () => {
    await Promise.all([store.close(), survey.close()])
    await removeFolder(directory)
  }
  return { store, survey, close }
})

for (const { name, missing } of await findServers()) {
  describe.skipIf(missing)('on a real server', () => {
    describeSurvey(name, async (collection) => {
      const server = await sharedServer(name)
      const { address } = server
      dropAfterFile(server, collection)
      // small pages, so that ranges are cut
      const options = { kind: 'milvus', address, collection, log: silentLog, limits: { keysAPage: 2 } } as const
      const [store, survey] = [openMilvus(options), openMilvusSurvey(options)]
      return { store, survey, close: async () => void (await Promise.all([store.close(), survey.close()])) }
    })
  })
}
