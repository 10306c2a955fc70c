import { describe, it } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { startFaultProxy } from '../harness/fault-proxy.ts'
import { silentLog } from '../harness/log.ts'
import { milvusPython, startMilvusLite } from '../harness/milvus.ts'
import { describeVectorStore } from './vector-store-suite.ts'
import type { VectorStoreTraits } from './vector-store-suite.ts'

const python = await milvusPython()

/**
 * Milvus Lite keeps BM25 statistics by segment; in the suite's collections everything is in one after `maintain`. Deleted
 * rows, which it still finds by words, are left out by the adapter.
 */
const traits: VectorStoreTraits = {
  exactSparse: true,
  sparseForgetsAtOnce: true,
  companyInKey: false,
  maxContentBytes: 20_000,
}

if (python.found === null) {
  describe('vector store: Milvus Lite', () => it.skip(`needs Python: ${python.reason}`))
} else {
  const { found } = python
  describeVectorStore(
    'Milvus Lite',
    async () => {
      const lite = await startMilvusLite(found)
      return {
        openStore: async (collection) =>
          openMilvus({ kind: 'milvus', address: lite.address, collection, log: silentLog }),
        close: () => lite.stop(),
      }
    },
    traits,
  )
  describeVectorStore(
    'Milvus Lite behind a proxy that breaks every tenth call',
    async () => {
      const lite = await startMilvusLite(found)
      const proxy = await startFaultProxy(lite.port)
      proxy.plan(({ number }) => {
        if (number % 20 === 0) return { kind: 'drop-after' }
        return number % 10 === 0 ? { kind: 'grpc-status', code: 14, message: 'unavailable' } : null
      })
      return {
        openStore: async (collection) =>
          openMilvus({ kind: 'milvus', address: proxy.address, collection, log: silentLog }),
        close: async () => {
          await proxy.close()
          await lite.stop()
        },
      }
    },
    traits,
  )
}
