import { readVarint } from './protobuf/protobuf-reader.ts'
import { encodeMessage, writeIntField, writePresentStringField, writeStringField } from './protobuf/protobuf-writer.ts'
import type { Reply } from './status.ts'
import { decodeReply } from './status.ts'

/** Describe, drop, has and load share the fields we use: database 2, collection 3. */
export function encodeNamedCollection(database: string, collection: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writeStringField(request, 3, collection)
  })
}

/** `LoadCollectionRequest`, one replica. */
export function encodeLoadCollection(database: string, collection: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writeStringField(request, 3, collection)
    writeIntField(request, 4, 1)
  })
}

export function encodeGetLoadState(database: string, collection: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, collection)
    writeStringField(request, 4, database)
  })
}

export function encodeShowCollections(database: string): Buffer {
  return encodeMessage((request) => writeStringField(request, 2, database))
}

/** `FlushRequest`; used only by house-keeping on Milvus Lite. */
export function encodeFlush(database: string, collection: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writePresentStringField(request, 3, collection)
  })
}

export const loadState = { notExist: 0, notLoaded: 1, loading: 2, loaded: 3 } as const

export function decodeLoadState(bytes: Buffer): Reply<number> {
  let state: number = loadState.notExist
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field !== 2 || wireType !== 0) return false
      state = readVarint(reader)
      return true
    },
    () => state,
  )
}
