import { openOwnFolder } from '../../disk/own-folder.ts'
import type { IndexedChunk } from '../../domain/chunk.ts'
import { AppError } from '../../domain/errors.ts'
import { systemClock } from '../../flow/system-clock.ts'
import { stoppedError } from '../../flow/stopped.ts'
import { unlessAborted } from '../../flow/timeout.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { DenseSearch, VectorStore } from '../../ports/vector-store.ts'
import { callee, createCalls } from './calls.ts'
import { noRows, readCompanyRows } from './in-memory/company-rows.ts'
import { translate } from './failures.ts'
import { ofCompany, ofDocument, ofDocuments } from './filter.ts'
import { rememberIndexed } from './indexed-companies.ts'
import type { LanceDbOptions } from './lance-db-options.ts'
import { createMaintenance, indexFirstRows } from './maintenance.ts'
import { countByDocument } from './count-documents.ts'
import { fromArrow } from './rows.ts'
import { stateOf } from './schema.ts'
import { rememberRows } from './in-memory/remember-rows.ts'
import { maxTopK, requireLimit, searchDense, searchSparse } from './search.ts'
import { searchDenseAmong, searchSparseAmong } from './in-memory/search-rows.ts'
import { openTables } from './tables.ts'
import { loadVendor } from './vendor.ts'
import { removeRows, replaceAllRows } from './write.ts'

const scanRows = 1_024
const never = new AbortController().signal

/**
 * Opens the embedded vector store on one collection: LanceDB, files in one folder, safe with several processes reading and
 * writing and with kill -9 at any time (a version is published by one rename).
 *
 * While no process has created the collection, searches find nothing and counts are 0: a company without data is no error.
 * `replace` asks for `ensure` first.
 * @throws AppError `configuration` when the native package is missing, `vector_store_unavailable` when the folder cannot be used.
 */
export async function openLanceDb(options: LanceDbOptions): Promise<VectorStore> {
  const { directory, collection, log, clock = systemClock } = options
  const vendor = loadVendor()
  const tables = await open(async () => {
    await openOwnFolder(directory)
    return openTables(vendor, options)
  })
  const { read, write, maintain, drained } = createCalls({ tables, clock })
  const maintenance = createMaintenance(log)
  const indexed = rememberIndexed()
  const searching = { vendor, log, indexed }

  const remembered = rememberRows(clock)
  // nobody's signal ends what others wait for as well; the call has a limit of its own
  const readRows = (companyId: CompanyId, most: number) =>
    read({ what: 'search', signal: never, key: companyId }, noRows, (table) => readCompanyRows(table, companyId, most))
  /** Null where the library has to search. */
  const rowsFor = async ({ companyId, revision, signal }: Pick<DenseSearch, 'companyId' | 'revision' | 'signal'>) => {
    if (revision === undefined) return null
    try {
      return await unlessAborted(
        remembered.get(companyId, revision, (most) => readRows(companyId, most)),
        signal,
      )
    } catch (error) {
      throw signal.aborted ? stoppedError(signal, callee) : error
    }
  }

  const replaceAll: VectorStore['replaceDocuments'] = (companyId, documents, signal) => {
    const what = documents.length === 1 ? 'write a document' : 'write documents'
    return write({ what, signal, key: companyId }, async (inner, retry) => {
      const table = await retry(async () => {
        const found = await tables.find()
        if (found === null) throw missing(collection)
        await replaceAllRows(vendor, found, { companyId, documents }, inner)
        return found
      })
      remembered.forget(companyId)
      // a step of its own: a conflict here does not write the rows again
      if (documents.some(({ chunks }) => chunks.length > 0)) await retry(() => indexFirstRows(table))
    })
  }

  return {
    ensure: (spec, signal) =>
      write({ what: 'create the collection', signal }, async (inner, retry) => {
        if (spec.name !== collection) {
          throw new AppError('configuration', `The store was opened for "${collection}", not for "${spec.name}".`)
        }
        return stateOf(await retry(() => tables.create(spec, inner)), collection)
      }),
    describe: (signal) =>
      read({ what: 'describe the collection', signal }, null, (table) => stateOf(table, collection)),
    info: async () => ({
      kind: 'embedded',
      version: `LanceDB ${vendor.version}`,
      address: directory,
      maxTopK,
      levels: [],
      level: null,
    }),
    replace: ({ companyId, documentId }, chunks, signal) => replaceAll(companyId, [{ documentId, chunks }], signal),
    replaceDocuments: replaceAll,
    remove: (scope, signal) =>
      write({ what: 'remove a document', signal, key: scope.companyId }, (inner, retry) =>
        retry(async () => {
          const table = await tables.find()
          if (table !== null) await removeRows(table, scope, inner)
          remembered.forget(scope.companyId)
        }),
      ),
    searchDense: async (search) => {
      requireLimit(search.limit)
      const rows = await rowsFor(search)
      if (rows !== null) return searchDenseAmong(rows, search)
      const call = { what: 'search', signal: search.signal, key: search.companyId }
      return read(call, [], (table) => searchDense(searching, table, search), 'vectors')
    },
    searchSparse: async (search) => {
      requireLimit(search.limit)
      const { statistics } = search
      const rows = statistics === undefined ? null : await rowsFor(search)
      if (rows !== null && statistics !== undefined) return searchSparseAmong(rows, search, statistics)
      const call = { what: 'search', signal: search.signal, key: search.companyId }
      return read(call, [], (table) => searchSparse(searching, table, search))
    },
    count: (companyId, documentId, signal) =>
      read({ what: 'count', signal, key: companyId }, 0, (table) =>
        table.countRows(documentId === null ? ofCompany(companyId) : ofDocument({ companyId, documentId })),
      ),
    async *documents(companyId, signal) {
      const counts = await read({ what: 'count', signal, key: companyId }, null, (table) =>
        countByDocument(table, companyId),
      )
      if (counts !== null) yield counts
    },
    readDocuments: (companyId, documentIds, signal) =>
      read({ what: 'read documents', signal, key: companyId }, [], async (table) => {
        const rows: IndexedChunk[] = []
        for await (const batch of table.query().where(ofDocuments(companyId, documentIds)))
          rows.push(...fromArrow(batch, companyId, new Set(documentIds)))
        return rows
      }),
    async *scan(scope, signal) {
      const call = { what: 'read a document', signal, key: scope.companyId }
      const batches = await read(call, null, async (table) =>
        table.query().where(ofDocument(scope))[Symbol.asyncIterator](),
      )
      while (batches !== null) {
        const next = await read(call, null, async () => batches.next())
        if (next === null || next.done === true) return
        const chunks = fromArrow(next.value, scope.companyId, new Set([scope.documentId]))
        for (let from = 0; from < chunks.length; from += scanRows) yield chunks.slice(from, from + scanRows)
      }
    },
    drop: (signal) =>
      write({ what: 'drop the collection', signal }, async () => {
        await tables.drop()
        remembered.clear()
        indexed.clear()
      }),
    maintain: (signal) =>
      maintain({ what: 'compact the collection', signal }, async () => {
        const table = await tables.find()
        if (table !== null) await maintenance.run(table)
      }),
    close: async () => {
      await drained()
      tables.close()
    },
  }
}

function missing(collection: string): AppError {
  const text = `The collection "${collection}" does not exist yet; it is created when the worker starts.`
  return new AppError('vector_store_unavailable', text, { retryable: true })
}

async function open<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw translate(error, 'open its folder')
  }
}
