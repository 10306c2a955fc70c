import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFileLedger } from '../../src/adapters/ledger/file-ledger.ts'
import { openRawCollection } from '../../src/adapters/milvus/raw/open-raw-collection.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { planCopy } from '../../src/move/ledger/plan-copy.ts'
import { runCopy } from '../../src/move/ledger/run-copy.ts'
import type { RawCollection } from '../../src/ports/raw-collection.ts'
import { silentLog } from '../harness/log.ts'
import {
  makeForeignCollection,
  type ForeignAbility,
  type ForeignCollection,
} from '../harness/milvus/foreign-collection.ts'
import { needed, pythonEnvironment, type EnvironmentName } from '../harness/milvus/python-environments.ts'
import { readBack } from '../harness/milvus/readback.ts'
import { findServers, type ServerName } from '../harness/milvus/real-servers.ts'
import { releaseCollection } from '../harness/milvus/server-call.ts'
import { dropAfterFile, sharedServer } from '../harness/milvus/share-server.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const never = new AbortController().signal
const everything = { from: null, to: null }

/** What each server can hold, found by trying. */
const holds: Readonly<Record<ServerName, readonly ForeignAbility[]>> = {
  'Milvus Standalone 2.3.5': ['json', 'array', 'dynamic'],
  'Milvus Lite 2.5.1': ['json', 'array', 'dynamic'],
  'Milvus Lite 3.2.0': ['json', 'array', 'dynamic', 'nullable', 'bm25'],
}
const clients: Readonly<Record<ServerName, EnvironmentName>> = {
  'Milvus Standalone 2.3.5': 'pymilvus-2.4.15',
  'Milvus Lite 2.5.1': 'pymilvus-2.4.15',
  'Milvus Lite 3.2.0': 'milvus-lite-3.2.0',
}
/** From each server to another one, and to itself; by which keys. */
const ways: readonly (readonly [ServerName, ServerName, ...('text' | 'number')[]])[] = [
  ['Milvus Standalone 2.3.5', 'Milvus Lite 3.2.0', 'text', 'number'],
  ['Milvus Standalone 2.3.5', 'Milvus Standalone 2.3.5', 'text'],
  ['Milvus Lite 2.5.1', 'Milvus Lite 3.2.0', 'number'],
  ['Milvus Lite 3.2.0', 'Milvus Lite 3.2.0', 'text'],
]

const available = await findServers()
const isMissing = (name: ServerName) => available.find((server) => server.name === name)?.missing !== false

for (const [source, target, ...keys] of ways) {
  describe.skipIf(isMissing(source) || isMissing(target))(`a foreign collection, from ${source} to ${target}`, () => {
    let folder: string
    const opened: RawCollection[] = []
    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'atenex-ledger-'))
    })
    afterAll(async () => {
      await Promise.all(opened.map((one) => one.close()))
      await removeFolder(folder)
    })

    async function open(name: ServerName, collection: string): Promise<RawCollection> {
      const server = await sharedServer(name)
      const { address } = server
      dropAfterFile(server, collection)
      const limits = { keysAPage: 200 }
      const one = openRawCollection({ kind: 'milvus', address, collection, limits, log: silentLog })
      opened.push(one)
      return one
    }

    async function make(more: Pick<ForeignCollection, 'key' | 'rows'> & Partial<ForeignCollection>) {
      const collection = `foreign_${randomUUID().slice(0, 8)}`
      const { address } = await sharedServer(source)
      const python = needed(await pythonEnvironment(clients[source]))
      await makeForeignCollection(python, { address, collection, abilities: holds[source], ...more })
      return { from: await open(source, collection), to: await open(target, `${collection}_new`) }
    }

    async function copy(ends: { readonly from: RawCollection; readonly to: RawCollection }, givenKeys = false) {
      const ledger = await openFileLedger(path.join(folder, ends.from.name))
      try {
        const clock = systemClock
        const plan = await planCopy({ ...ends, clock, givenKeys, begun: ledger.beginning !== null }, never)
        const pace = { due: () => true, spent: () => 0 }
        const deps = { ...ends, ledger, clock, pace, tolerance: null, by: 'a test', onProgress: () => undefined }
        return { plan, outcome: plan.go ? await runCopy(deps, plan, never) : null, copied: ledger.copy.rows }
      } finally {
        await ledger.close()
      }
    }

    /** All of it, as pymilvus gives it. */
    async function asOthersRead(name: ServerName, { name: collection }: RawCollection, key: 'text' | 'number') {
      // the same for both sides: each version shows numbers in its own way
      const python = needed(await pythonEnvironment('milvus-lite-3.2.0'))
      const { address } = await sharedServer(name)
      const filter = key === 'text' ? 'sku >= ""' : 'sku > -10'
      const rows = await readBack(python, { address, collection }, { what: 'rows', filter, fields: ['*'] })
      return (rows as readonly { readonly sku: string | number }[]).toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
    }

    it.for(keys)('arrives whole, by %s keys, and a second run adds nothing', async (key) => {
      const ends = await make({ key, rows: 450 })
      const first = await copy(ends)
      expect(first.plan.findings.filter(({ level }) => level === 'error')).toEqual([])
      expect(first.copied).toBe(450)
      expect(first.outcome).toMatchObject({
        differences: 0,
        comparison: { keys: { from: 450, to: 450 }, missing: 0, different: 0, extra: 0, complete: true },
      })
      expect(first.outcome?.comparison.hash.from).toBe(first.outcome?.comparison.hash.to)
      const there = await asOthersRead(target, ends.to, key)
      expect(there).toHaveLength(450)
      expect(there).toEqual(await asOthersRead(source, ends.from, key))
      const second = await copy(ends)
      expect(second.plan.findings.filter(({ level }) => level === 'error')).toEqual([])
      expect(second.outcome).toMatchObject({ differences: 0, comparison: { keys: { from: 450, to: 450 } } })
      expect(await ends.to.count(everything, never)).toBe(450)
    })

    if (keys.length < 2) return

    it('finds and mends what is missing or changed, and tells what only the new collection has', async () => {
      const ends = await make({ key: 'number', rows: 60 })
      await copy(ends)
      const page = (await ends.from.pages(everything, never)[Symbol.asyncIterator]().next()).value
      const some = await ends.from.read(page?.keys.slice(0, 3) ?? [], never)
      // rows under keys of others: one is changed, and two are more than there were
      const foreign = some.columns.map((column) => {
        if (column.name !== 'sku') return column
        const [first = null] = column.values
        return { ...column, values: [first, Buffer.from([5]), Buffer.from([9])] }
      })
      await ends.to.write({ ...some, columns: foreign.map(moved) }, never)
      const { outcome } = await copy(ends)
      expect(outcome).toMatchObject({ differences: 2, comparison: { different: 1, repaired: 1, extra: 2, missing: 0 } })
      expect(await ends.to.count(everything, never)).toBe(62)
    })

    it('is loaded when it is not, and rows with the same key are one row, and counted', async () => {
      const ends = await make({ key: 'number', rows: 450, twice: 30 })
      await releaseCollection(await sharedServer(source), ends.from.name)
      const { outcome, copied } = await copy(ends)
      expect(copied).toBe(450)
      expect(outcome).toMatchObject({
        differences: 0,
        comparison: { keys: { from: 450, to: 450 }, duplicates: { from: 30, to: 0 }, extra: 0 },
      })
      expect(await ends.to.count(everything, never)).toBe(450)
    })

    it('is refused onto itself, by the same address', async () => {
      const ends = await make({ key: 'number', rows: 5 })
      const { plan } = await copy({ from: ends.from, to: ends.from })
      expect(plan.findings).toContainEqual(expect.objectContaining({ level: 'error', code: 'same_collection' }))
    })

    it('is refused when the server gave the keys, until the keys are to be kept', async () => {
      const ends = await make({ key: 'number', automatic: true, rows: 30 })
      const { plan } = await copy(ends)
      expect(plan.findings.map(({ level, code }) => [level, code])).toContainEqual(['error', 'automatic_keys'])
      const { outcome } = await copy(ends, true)
      expect(outcome).toMatchObject({ differences: 0, comparison: { keys: { from: 30, to: 30 } } })
    })
  })
}

/** Values of the numbers in a column, one place on, so that every row says something else. */
function moved<T extends { readonly name: string; readonly values: readonly (Uint8Array | null)[] }>(column: T): T {
  if (column.name !== 'price') return column
  return { ...column, values: [...column.values.slice(1), column.values[0] ?? null] }
}
