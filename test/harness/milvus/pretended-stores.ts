import type { MilvusOptions } from '../../../src/adapters/milvus/calls/milvus-options.ts'
import { openMilvus } from '../../../src/adapters/milvus/open-milvus.ts'
import type { VectorStore } from '../../../src/ports/vector-store.ts'
import { silentLog } from '../log.ts'
import { newScope } from './chunks.ts'
import type { MilvusStub, StubTls } from './stub.ts'
import { startMilvusStub } from './stub.ts'
import type { PretendedServer } from './stub-server.ts'
import { pretend } from './stub-server.ts'

/**
 * Pretended servers and stores on them, for what other servers do and Milvus Lite cannot; `closeAll` closes what there is
 * after each test.
 */
export function pretendedStores() {
  const stubs: MilvusStub[] = []
  const stores: VectorStore[] = []
  const start = async (server: PretendedServer, tls: StubTls | null = null) => {
    const stub = await startMilvusStub(pretend(server), tls)
    stubs.push(stub)
    return stub
  }
  const open = (options: Partial<MilvusOptions> & Pick<MilvusOptions, 'address'>) => {
    const store = openMilvus({ kind: 'milvus', collection: 'chunks', log: silentLog, ...options })
    stores.push(store)
    return store
  }
  const openStub = async (server: PretendedServer) => {
    const stub = await start(server)
    return { stub, store: open({ address: `http://127.0.0.1:${stub.port}` }) }
  }
  const closeAll = async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()))
    await Promise.all(stubs.splice(0).map((stub) => stub.close()))
  }
  return { start, open, openStub, closeAll }
}

/** The methods that were called, in their order. */
export const methodsOf = (stub: MilvusStub) => stub.calls.map(({ method }) => method)

/** The message of the last call of a method; empty when there was none. */
export const lastBody = (stub: MilvusStub, method: string) =>
  stub.calls.findLast((call) => call.method === method)?.body ?? Buffer.alloc(0)

/** A question of somebody's. */
export const anySearch = (scope = newScope()) => ({
  companyId: scope.companyId,
  embedding: Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0),
  limit: 5,
  signal: new AbortController().signal,
})
