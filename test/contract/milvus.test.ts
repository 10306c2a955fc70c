import { describe } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { silentLog } from '../harness/log.ts'
import { startFaultProxy } from '../harness/milvus/fault-proxy.ts'
import { findServer, findServers } from '../harness/milvus/real-servers.ts'
import { sharedServer } from '../harness/milvus/share-server.ts'
import { describeVectorStore } from './vector-store-suite.ts'

// The suite on every real server. One that cannot be installed is skipped with its reason, which fails under `CI=true`.

function storesAt(address: string) {
  const base = { kind: 'milvus', address, log: silentLog } as const
  return {
    openStore: async (collection: string) => openMilvus({ ...base, collection }),
    openInSmallRequests: async (collection: string) =>
      openMilvus({ ...base, collection, limits: { batchBytes: 64 * 1024 } }),
  }
}

for (const { name, missing, words, wholeUpserts } of await findServers()) {
  describe.skipIf(missing)('on a real server', () => {
    const openSubject = async () => {
      const { address } = await sharedServer(name)
      return { ...storesAt(address), close: async () => undefined }
    }
    describeVectorStore(name, openSubject, { words, wholeUpserts })
  })
}

const lite = await findServer('Milvus Lite 3.2.0')
describe.skipIf(lite.missing)('on a real server that is hard to reach', () => {
  describeVectorStore(`${lite.name} behind a proxy that breaks every tenth call`, async () => {
    const { address } = await sharedServer(lite.name)
    const proxy = await startFaultProxy(Number(new URL(address).port))
    proxy.plan(({ number }) => {
      if (number % 20 === 0) return { kind: 'drop-after' }
      return number % 10 === 0 ? { kind: 'grpc-status', code: 14, message: 'unavailable' } : null
    })
    return { ...storesAt(proxy.address), close: () => proxy.close() }
  })
})
