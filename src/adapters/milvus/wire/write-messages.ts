import type { IndexedChunk } from '../../../domain/chunk.ts'
import { writeIntegerColumn, writeTextColumn, writeVectorColumn } from './write-columns.ts'
import type { FilterValues } from './filter-values.ts'
import { writeFilterValues } from './filter-values.ts'
import { readInt64, readUint64 } from './protobuf/protobuf-reader.ts'
import { encodeMessage, writeIntField, writeMessageField, writeStringField } from './protobuf/protobuf-writer.ts'
import { messageType } from './message-type.ts'
import type { Reply } from './status.ts'
import { decodeReply } from './status.ts'

export interface WriteTarget {
  readonly database: string
  readonly collection: string
  readonly dimension: number
  /** False for an adopted collection, which has no field for the analysed terms. */
  readonly terms: boolean
}

/**
 * `InsertRequest` and `UpsertRequest` have the same fields where we use them. Rows become columns, and vectors go from
 * their Float32Array to the wire as bytes. Values must already fit the collection's limits (`row-limits.ts`). With
 * `scratch` the result lies in it when it is large enough.
 */
export function encodeRows(
  type: 'insert' | 'upsert',
  target: WriteTarget,
  rows: readonly IndexedChunk[],
  scratch: Buffer | null = null,
): Buffer {
  const expected = rows.length * (target.dimension * 4 + 2_048) + 1_024
  return encodeMessage(
    (request) => {
      const text = (name: string, of: (row: IndexedChunk) => string) => writeTextColumn(request, 5, name, rows.map(of))
      writeMessageField(request, 1, (base) => writeIntField(base, 1, messageType[type]))
      writeStringField(request, 2, target.database)
      writeStringField(request, 3, target.collection)
      text('pk_id', (row) => row.id)
      const vectors = rows.map((row) => row.embedding)
      writeVectorColumn(request, 5, 'embedding', target.dimension, vectors)
      text('content', (row) => row.content)
      text('company_id', (row) => row.companyId)
      text('document_id', (row) => row.documentId)
      text('file_name', (row) => row.fileName)
      const pages = rows.map((row) => row.page ?? -1)
      writeIntegerColumn(request, 5, 'page', pages)
      text('title', (row) => row.title)
      const tokens = rows.map((row) => row.tokens)
      writeIntegerColumn(request, 5, 'tokens', tokens)
      text('content_hash', (row) => row.contentHash)
      if (target.terms) text('terms', (row) => row.terms)
      writeIntField(request, 7, rows.length)
    },
    expected,
    scratch,
  )
}

/** `DeleteRequest` by filter. */
export function encodeDelete(
  target: Pick<WriteTarget, 'database' | 'collection'>,
  filter: { readonly expression: string; readonly values: FilterValues },
): Buffer {
  return encodeMessage((request) => {
    writeMessageField(request, 1, (base) => writeIntField(base, 1, messageType.delete))
    writeStringField(request, 2, target.database)
    writeStringField(request, 3, target.collection)
    writeStringField(request, 5, filter.expression)
    writeFilterValues(request, 8, filter.values)
  })
}

export interface MutationResult {
  readonly inserted: number
  readonly deleted: number
  readonly upserted: number
  /** Hybrid timestamp of the write; 0 on Milvus Lite. */
  readonly timestamp: bigint
}

export function decodeMutation(bytes: Buffer): Reply<MutationResult> {
  const value = { inserted: 0, deleted: 0, upserted: 0, timestamp: 0n }
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (wireType !== 0) return false
      if (field === 6) value.inserted = readInt64(reader)
      else if (field === 7) value.deleted = readInt64(reader)
      else if (field === 8) value.upserted = readInt64(reader)
      else if (field === 9) value.timestamp = readUint64(reader)
      else return false
      return true
    },
    () => value,
  )
}
