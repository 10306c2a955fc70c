import { describe } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { startFaultProxy } from '../harness/milvus/fault-proxy.ts'
import { silentLog } from '../harness/log.ts'
import type { MilvusPython } from '../harness/milvus/lite.ts'
import { milvusPython, startMilvusLite } from '../harness/milvus/lite.ts'
import { describeVectorStore } from './vector-store-suite.ts'

const python = await milvusPython()

function storesAt(address: string) {
  const base = { kind: 'milvus', address, log: silentLog } as const
  return {
    openStore: async (collection: string) => openMilvus({ ...base, collection }),
    openInSmallRequests: async (collection: string) =>
      openMilvus({ ...base, collection, limits: { batchBytes: 64 * 1024 } }),
  }
}

async function openDirectly(found: MilvusPython) {
  const lite = await startMilvusLite(found)
  return { ...storesAt(lite.address), close: () => lite.stop() }
}

async function openThroughProxy(found: MilvusPython) {
  const lite = await startMilvusLite(found)
  const proxy = await startFaultProxy(lite.port)
  proxy.plan(({ number }) => {
    if (number % 20 === 0) return { kind: 'drop-after' }
    return number % 10 === 0 ? { kind: 'grpc-status', code: 14, message: 'unavailable' } : null
  })
  return {
    ...storesAt(proxy.address),
    close: async () => {
      await proxy.close()
      await lite.stop()
    },
  }
}

/** Without Python the tests are skipped; `milvusPython` has printed why, and throws under `CI=true`. */
describe.skipIf(python.found === null)('on a real server', () => {
  const needed = (): MilvusPython => {
    if (python.found === null) throw new Error(python.reason)
    return python.found
  }
  describeVectorStore('Milvus Lite', () => openDirectly(needed()))
  describeVectorStore('Milvus Lite behind a proxy that breaks every tenth call', () => openThroughProxy(needed()))
})
