import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { parseCompanyId, parseDocumentId, type CompanyId } from '../../src/domain/ids.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import { seededRandom } from '../harness/random.ts'
import { documentOf, specOf, unitVector, zipfTerms } from './vector-store-chunks.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const never = new AbortController().signal
const writer = path.join(import.meta.dirname, 'vector-store-writer.ts')

interface Document {
  readonly acknowledged: number
  /** Rows of a change that had begun and was not acknowledged; null when there was none. */
  readonly begun: number | null
}

/** Starts the writer, kills it after so many lines, and tells what it had been doing. */
async function writeUntilKilled(args: readonly string[], lines: number): Promise<Map<string, Document>> {
  const child = spawn(process.execPath, [writer, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  let output = ''
  for await (const text of child.stdout) {
    output += String(text)
    if (output.split('\n').length > lines) child.kill('SIGKILL')
  }
  expect((await exited)[1]).toBe('SIGKILL')
  const documents = new Map<string, Document>()
  for (const line of output.split('\n').slice(0, -1)) {
    const [event, id, rows] = line.split(' ')
    if (id === undefined) continue
    const acknowledged = documents.get(id)?.acknowledged ?? 0
    documents.set(
      id,
      event === 'end' ? { acknowledged: Number(rows), begun: null } : { acknowledged, begun: Number(rows) },
    )
  }
  return documents
}

describe('LanceDB killed with kill -9', () => {
  let directory: string
  const collection = 'crash'
  const random = seededRandom(4)
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'atenex-vectors-crash-'))
  })
  afterAll(() => removeFolder(directory))

  async function requireUsable(store: VectorStore, company: CompanyId): Promise<void> {
    const search = { companyId: company, limit: 1_000, signal: never }
    const hits = await store.searchDense({ ...search, embedding: unitVector(random) })
    expect(hits.length).toBe(Math.min(1_000, await store.count(company, null, never)))
    expect(new Set(hits.map((hit) => hit.id)).size).toBe(hits.length)
    await store.searchSparse({ ...search, terms: zipfTerms(random, 3) })
    await store.maintain(never)
  }

  it('keeps every acknowledged change, doubles nothing, and can be written again at once', async () => {
    for (let round = 0; round < 6; round++) {
      const company = parseCompanyId(randomUUID())
      const lines = 10 + Math.floor(random() * 60)
      const documents = await writeUntilKilled([directory, collection, company, String(round)], lines)
      expect(documents.size).toBeGreaterThan(0)
      const store = await openLanceDb({ directory, collection, log: silentLog })
      await store.ensure(specOf(collection), never)
      for (const [id, { acknowledged, begun }] of documents) {
        const scope = { companyId: company, documentId: parseDocumentId(id) }
        const found = await store.count(company, scope.documentId, never)
        // A change that was cut off is there or not; merged rows may still have old surplus ones beside them.
        if (begun === null) expect(found).toBe(acknowledged)
        else expect([acknowledged, begun, Math.max(acknowledged, begun)]).toContain(found)
        if (begun === null) continue
        await store.replace(scope, documentOf(scope, begun, random), never)
        expect(await store.count(company, scope.documentId, never)).toBe(begun)
      }
      await requireUsable(store, company)
      await store.close()
    }
  })

  it('loses nothing when two processes write while a third searches and one writer is killed', async () => {
    const store = await openLanceDb({ directory, collection, log: silentLog })
    await store.ensure(specOf(collection), never)
    const [first, second] = [parseCompanyId(randomUUID()), parseCompanyId(randomUUID())]
    let done = false
    const searching = (async () => {
      while (!done) await requireUsableOrGrowing(store, first)
    })()
    const written = await Promise.all([
      writeUntilKilled([directory, collection, first, '11'], 60),
      writeUntilKilled([directory, collection, second, '12'], 120),
    ])
    done = true
    await searching
    for (const [i, company] of [first, second].entries()) {
      for (const [id, { acknowledged, begun }] of written[i] ?? []) {
        if (begun !== null) continue
        expect(await store.count(company, parseDocumentId(id), never)).toBe(acknowledged)
      }
      await requireUsable(store, company)
    }
    await store.close()
  })

  async function requireUsableOrGrowing(store: VectorStore, company: CompanyId): Promise<void> {
    const hits = await store.searchDense({
      companyId: company,
      embedding: unitVector(random),
      limit: 1_000,
      signal: never,
    })
    expect(new Set(hits.map((hit) => hit.id)).size).toBe(hits.length)
    await store.searchSparse({ companyId: company, terms: zipfTerms(random, 3), limit: 50, signal: never })
  }
})
