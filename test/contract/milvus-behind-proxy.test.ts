import { describe } from 'vitest'
import { startFaultProxy } from '../harness/milvus/fault-proxy.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { sharedServer } from '../harness/milvus/share-server.ts'
import { storesAt } from './milvus-stores.ts'
import { describeVectorStore } from './vector-store-suite.ts'

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
