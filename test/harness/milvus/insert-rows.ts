import type { MilvusOptions } from '../../../src/adapters/milvus/calls/milvus-options.ts'
import { createStoreSession } from '../../../src/adapters/milvus/collection/store-session.ts'
import { decodeMutation, encodeRows } from '../../../src/adapters/milvus/wire/write-messages.ts'
import type { IndexedChunk } from '../../../src/domain/chunk.ts'

const never = new AbortController().signal

/** As the original wrote: an insert looks at no key, so that one which is there already is there twice afterwards. */
export async function insertRows(options: MilvusOptions, rows: readonly IndexedChunk[]): Promise<void> {
  const session = createStoreSession(options)
  try {
    await session.run('background', never, (on) => {
      const target = { database: 'default', collection: on.name, dimension: on.dimension, terms: on.sparse }
      const body = encodeRows('insert', target, rows)
      return session.client.call({ method: 'Insert', class: 'write', body, decode: decodeMutation, signal: never })
    })
  } finally {
    await session.close()
  }
}
