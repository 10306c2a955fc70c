import { describe } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { silentLog } from '../harness/log.ts'
import type { ServerName } from '../harness/milvus/real-servers.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { dropAfterFile, sharedServer } from '../harness/milvus/share-server.ts'
import { describeVectorStore } from './vector-store-suite.ts'

export function storesAt(address: string) {
  const base = { kind: 'milvus', address, log: silentLog } as const
  return {
    openStore: async (collection: string) => openMilvus({ ...base, collection }),
    openInSmallRequests: async (collection: string) =>
      openMilvus({ ...base, collection, limits: { batchBytes: 64 * 1024 } }),
  }
}

/**
 * The suite on a real server, which has a file of tests of its own, so that several run side by side. One that cannot be
 * installed is skipped with its reason, which fails under `CI=true`.
 */
export async function describeMilvus(name: ServerName): Promise<void> {
  const { missing, words, wholeUpserts } = await findServer(name)
  describe.skipIf(missing)('on a real server', () => {
    const openSubject = async () => {
      const server = await sharedServer(name)
      const { openStore, openInSmallRequests } = storesAt(server.address)
      const andDrop = (open: typeof openStore) => (collection: string) => {
        dropAfterFile(server, collection)
        return open(collection)
      }
      const close = async () => undefined
      return { openStore: andDrop(openStore), openInSmallRequests: andDrop(openInSmallRequests), close }
    }
    describeVectorStore(name, openSubject, { words, wholeUpserts })
  })
}
