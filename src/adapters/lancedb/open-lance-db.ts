import { mkdir } from 'node:fs/promises'
import type * as Lance from '@lancedb/lancedb'
import { AppError } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { retryConflicts, translate } from './failures.ts'
import { ofCompany, ofDocument } from './filter.ts'
import { createGate, waitAtMost } from './limits.ts'
import { createMaintenance, indexFirstRows } from './maintenance.ts'
import { fromArrow } from './rows.ts'
import { stateOf } from './schema.ts'
import { maxTopK, searchDense, searchSparse } from './search.ts'
import { openTables } from './tables.ts'
import { loadVendor } from './vendor.ts'
import { removeRows, replaceRows } from './write.ts'

export interface LanceDbOptions {
  /** Folder of the store; created when missing. Several processes may use it at the same time. */
  readonly directory: string
  /** Letters, digits, `_`, `-` and `.`. */
  readonly collection: string
  readonly log: Log
}

const readLimitMs = 30_000
const writeLimitMs = 120_000
const maintainLimitMs = 30 * 60_000
const concurrentReads = 8
/** One uses all cores; each holds some 60 MB at 100,000 rows while it runs. */
const concurrentDenseSearches = 2
const scanRows = 1_024

/**
 * Opens the embedded vector store on one collection: LanceDB, files in one folder, safe with several processes reading and
 * writing and with kill -9 at any time (a version is published by one rename).
 *
 * While no process has created the collection, searches find nothing and counts are 0: a company without data is no error.
 * `replace` asks for `ensure` first.
 * @throws AppError `configuration` when the native package is missing, `vector_store_unavailable` when the folder cannot be used.
 */
export async function openLanceDb({ directory, collection, log }: LanceDbOptions): Promise<VectorStore> {
  const vendor = loadVendor()
  const tables = await open(async () => {
    await mkdir(directory, { recursive: true })
    return openTables(vendor, directory, collection)
  })
  const reading = createGate(concurrentReads)
  const comparing = createGate(concurrentDenseSearches)
  const writing = createGate(1)
  const maintaining = createGate(1)
  const maintenance = createMaintenance(log)
  const searching = { vendor, log }

  type Gate = typeof reading
  async function run<T>(
    what: string,
    gate: Gate,
    limitMs: number,
    signal: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T> {
    const guarded = async () => {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof AppError)) tables.forget()
        throw translate(error, what)
      }
    }
    return waitAtMost(gate(guarded, signal), limitMs, signal)
  }
  const read = <T>(
    what: string,
    signal: AbortSignal,
    empty: T,
    work: (table: Lance.Table) => Promise<T>,
    gate = reading,
  ) =>
    run(what, gate, readLimitMs, signal, async () => {
      const table = await tables.find()
      return table === null ? empty : work(table)
    })
  const write = <T>(what: string, signal: AbortSignal, work: (table: Lance.Table | null) => Promise<T>) =>
    run(what, writing, writeLimitMs, signal, () => retryConflicts(async () => work(await tables.find()), signal))

  return {
    ensure: (spec, signal) =>
      run('create the collection', writing, writeLimitMs, signal, async () => {
        if (spec.name !== collection) {
          throw new AppError('configuration', `The store was opened for "${collection}", not for "${spec.name}".`)
        }
        return stateOf(await retryConflicts(() => tables.create(spec), signal), collection)
      }),
    describe: (signal) => read('describe the collection', signal, null, (table) => stateOf(table, collection)),
    info: async () => ({ kind: 'embedded', version: `LanceDB ${vendor.version}`, address: directory, maxTopK }),
    replace: (scope, chunks, signal) =>
      write('write a document', signal, async (table) => {
        if (table === null) {
          const text = `The collection "${collection}" does not exist yet; it is created when the worker starts.`
          throw new AppError('vector_store_unavailable', text, { retryable: true })
        }
        if (chunks.length === 0) return removeRows(table, scope)
        await replaceRows(vendor, table, scope, chunks)
        await indexFirstRows(table)
      }),
    remove: (scope, signal) =>
      write('remove a document', signal, async (table) => {
        if (table !== null) await removeRows(table, scope)
      }),
    searchDense: (search) =>
      read('search', search.signal, [], (table) => searchDense(searching, table, search), comparing),
    searchSparse: (search) => read('search', search.signal, [], (table) => searchSparse(searching, table, search)),
    count: (companyId, documentId, signal) =>
      read('count', signal, 0, (table) =>
        table.countRows(documentId === null ? ofCompany(companyId) : ofDocument({ companyId, documentId })),
      ),
    async *scan(scope, signal) {
      const batches = await read('read a document', signal, null, async (table) =>
        table.query().where(ofDocument(scope))[Symbol.asyncIterator](),
      )
      while (batches !== null) {
        const next = await run('read a document', reading, readLimitMs, signal, async () => batches.next())
        if (next.done === true) return
        const chunks = fromArrow(next.value, scope)
        for (let from = 0; from < chunks.length; from += scanRows) yield chunks.slice(from, from + scanRows)
      }
    },
    maintain: (signal) =>
      run('compact the collection', maintaining, maintainLimitMs, signal, async () => {
        const table = await tables.find()
        if (table !== null) await maintenance.run(table)
      }),
    close: async () => {
      const never = new AbortController().signal
      // A native call cannot be stopped: let the write or compaction in progress end before the handles go.
      await writing(async () => maintaining(async () => tables.close(), never), never)
    },
  }
}

async function open<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw translate(error, 'open its folder')
  }
}
