import { AppError } from '../../domain/errors.ts'
import type { Condition } from './wire/filter.ts'
import type { CollectionSpec, CollectionState, VectorStore } from '../../ports/vector-store.ts'
import { dropCollection, flushCollection } from './collection/collection-admin.ts'
import { ensureCollection } from './collection/ensure-collection.ts'
import { rememberLastWrite } from './rows/last-write.ts'
import { endpointOf } from './calls/milvus-address.ts'
import type { MilvusOptions } from './calls/milvus-options.ts'
import { timeoutsOf } from './calls/milvus-options.ts'
import type { OpenCollection } from './collection/open-collection.ts'
import { countByDocument } from './rows/count-documents.ts'
import { countRows } from './rows/read-rows.ts'
import { removeDocument } from './rows/remove-document.ts'
import { readDocuments } from './rows/read-documents.ts'
import { replaceDocuments } from './rows/replace-documents.ts'
import { scanDocument } from './rows/scan-document.ts'
import { searchDense, searchSparse } from './rows/search-collection.ts'
import { atTheEdge, streamAtTheEdge } from './calls/store-error.ts'
import type { StoreSession } from './collection/store-session.ts'
import { createStoreSession } from './collection/store-session.ts'
import { writeAlone } from './rows/write-lock.ts'
import { createRowWriter } from './rows/write-rows.ts'

const stateOf = ({ name, dimension, sparse, fingerprint, identity }: OpenCollection): CollectionState => ({
  name,
  dimension,
  sparse,
  fingerprint,
  identity,
})

async function ensure(session: StoreSession, spec: CollectionSpec, signal: AbortSignal): Promise<CollectionState> {
  const { options } = session
  if (spec.name !== options.collection) {
    const names = `opened for ${options.collection}, asked for ${spec.name}`
    throw new AppError('configuration', `A vector store holds one collection: ${names}.`)
  }
  const profile = await session.profile('background', signal)
  const loadTimeoutMs = timeoutsOf(options).backgroundBudget
  await ensureCollection(session.admin(signal), spec, { abilities: profile.abilities, loadTimeoutMs, log: options.log })
  session.forget()
  return session.run('background', signal, (on) => Promise.resolve(stateOf(on)))
}

async function drop(session: StoreSession, signal: AbortSignal): Promise<void> {
  const { abilities } = await session.profile('background', signal)
  await writeAlone(session, abilities, signal, () => dropCollection(session.admin(signal)))
  session.forget()
}

/** Only where BM25 statistics and deletions are right after a flush is there something to do. */
function createMaintenance(session: StoreSession, changes: { pending: boolean }) {
  return async (signal: AbortSignal): Promise<void> => {
    if (!changes.pending) return
    const profile = await session.profile('background', signal)
    changes.pending = false
    if (!profile.abilities.staleBm25) return
    try {
      await writeAlone(session, profile.abilities, signal, () => flushCollection(session.admin(signal)))
    } catch (error) {
      changes.pending = true
      throw error
    }
  }
}

/**
 * Milvus Standalone or Cluster, Zilliz Cloud, Milvus Lite. Opens no connection before the first call and reconnects by
 * itself after any outage.
 * @throws AppError `configuration` when the address cannot be right, or Zilliz lacks a key.
 */
export function openMilvus(options: MilvusOptions): VectorStore {
  endpointOf(options)
  if (options.kind === 'zilliz' && !options.credential?.()) {
    throw new AppError('configuration', 'Zilliz Cloud needs an API key or user:password; none is set.')
  }
  const session = createStoreSession(options)
  const lastWrite = rememberLastWrite(session.client.clock)
  const writing = { session, writer: createRowWriter(session, lastWrite) }
  const searching = { session, lastWrite }
  const changes = { pending: false }
  const maintain = createMaintenance(session, changes)
  const replaceAll: VectorStore['replaceDocuments'] = (companyId, documents, signal) => {
    changes.pending = true
    return atTheEdge(signal, () => replaceDocuments(writing, companyId, documents, signal))
  }
  return {
    ensure: (spec, signal) => atTheEdge(signal, () => ensure(session, spec, signal)),
    describe: (signal) =>
      atTheEdge(signal, async () => {
        session.forget()
        const found = await session.collection('answer', signal)
        return found === null ? null : stateOf(found)
      }),
    info: (signal) => atTheEdge(signal, async () => session.info(await session.profile('answer', signal))),
    replace: ({ companyId, documentId }, chunks, signal) => replaceAll(companyId, [{ documentId, chunks }], signal),
    replaceDocuments: replaceAll,
    remove: (scope, signal) => {
      changes.pending = true
      return atTheEdge(signal, () => removeDocument(writing, scope, signal))
    },
    searchDense: (search) => atTheEdge(search.signal, () => searchDense(searching, search)),
    searchSparse: (search) => atTheEdge(search.signal, () => searchSparse(searching, search)),
    count: (companyId, documentId, signal) => {
      const company: Condition = { field: 'company_id', equals: companyId }
      const conditions =
        documentId === null ? [company] : [company, { field: 'document_id' as const, equals: documentId }]
      return atTheEdge(signal, () =>
        session.run('background', signal, (on) => countRows(session, on, conditions, signal)),
      )
    },
    documents: (companyId, signal) => streamAtTheEdge(signal, countByDocument(session, companyId, signal)),
    readDocuments: (companyId, documentIds, signal) =>
      atTheEdge(signal, () => readDocuments(session, companyId, documentIds, signal)),
    scan: (scope, signal) => streamAtTheEdge(signal, scanDocument(session, scope, signal)),
    drop: (signal) => {
      changes.pending = false
      return atTheEdge(signal, () => drop(session, signal))
    },
    maintain: (signal) => atTheEdge(signal, () => maintain(signal)),
    close: () => session.close(),
  }
}
