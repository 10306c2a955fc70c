import { collectionFields } from '../../../src/adapters/milvus/collection/collection-layout.ts'
import type { FieldDefinition } from '../../../src/adapters/milvus/wire/collection-definition.ts'
import { writeIntegerColumn, writeTextColumn } from '../../../src/adapters/milvus/wire/write-columns.ts'
import type { ProtoWriter } from '../../../src/adapters/milvus/wire/protobuf/protobuf-bytes.ts'
import { writeTag, writeVarint } from '../../../src/adapters/milvus/wire/protobuf/protobuf-bytes.ts'
import {
  encodeMessage,
  writeBoolField,
  writeIntField,
  writeMessageField,
  writePresentStringField,
  writeStringField,
} from '../../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import type { ReplyStatus } from './frames.ts'
import { encodeReply, success } from './frames.ts'
import type { StubAnswer, StubCall } from './stub.ts'

export const permissionDenied = { grpcCode: 7, message: 'permission deny to reader' } as const
export const unauthenticated = { grpcCode: 16, message: 'auth check failure, please check api key is correct' } as const

export const ok = (method: string, more?: (writer: ProtoWriter) => void): Buffer => encodeReply(method, success, more)
export const refuse = (method: string, status: ReplyStatus): Buffer => encodeReply(method, status)

export interface PretendedCollection {
  readonly dimension?: number
  readonly metric?: string
  readonly indexType?: string
  /** Without the analysed terms: a collection of the original. */
  readonly adopted?: boolean
  /** 1 not loaded, 2 being loaded, 3 loaded. */
  readonly loadState?: number
}

export interface PretendedServer {
  readonly version?: string
  readonly databases?: readonly string[]
  readonly collections?: readonly string[]
  /** Null: there is none of the name asked for. */
  readonly collection?: PretendedCollection | null
  /** Milliseconds since 1970 the server believes it is. */
  readonly time?: number
  /** What is answered before anything else. */
  readonly first?: (call: StubCall) => StubAnswer | null | Promise<StubAnswer | null>
}

function writeField(writer: ProtoWriter, field: FieldDefinition): void {
  writeStringField(writer, 2, field.name)
  writeBoolField(writer, 3, field.primary)
  writeBoolField(writer, 16, field.functionOutput)
  writeIntField(writer, 5, field.dataType)
  for (const [key, value] of Object.entries(field.params)) writePair(writer, 6, key, value)
}

function writePair(writer: ProtoWriter, field: number, key: string, value: string): void {
  writeMessageField(writer, field, (pair) => {
    writeStringField(pair, 1, key)
    writeStringField(pair, 2, value)
  })
}

function describeCollection({ dimension = 8, adopted = false }: PretendedCollection): Buffer {
  const fields = collectionFields(dimension, adopted ? 'original' : 'terms')
  return ok('DescribeCollection', (writer) =>
    writeMessageField(writer, 2, (schema) => {
      for (const field of fields) writeMessageField(schema, 4, (inner) => writeField(inner, field))
      if (adopted) return
      writeMessageField(schema, 7, (fn) => {
        writeIntField(fn, 4, 1)
        writePresentStringField(fn, 5, 'terms')
        writePresentStringField(fn, 7, 'sparse')
      })
    }),
  )
}

function describeIndex({ metric = 'IP', indexType = 'HNSW' }: PretendedCollection): Buffer {
  return ok('DescribeIndex', (writer) =>
    writeMessageField(writer, 2, (index) => {
      writeStringField(index, 1, 'embedding_hnsw_idx')
      writePair(index, 3, 'index_type', indexType)
      writePair(index, 3, 'metric_type', metric)
      writeStringField(index, 4, 'embedding')
    }),
  )
}

/** The reply to `count(*)`. */
export const countReply = (count: number): Buffer =>
  ok('Query', (writer) => writeIntegerColumn(writer, 2, 'count(*)', [count]))

export interface PretendedHit {
  readonly id: string
  readonly score: number
  readonly companyId: string
  readonly documentId: string
}

export function searchReply(hits: readonly PretendedHit[]): Buffer {
  const scores = Float32Array.from(hits, ({ score }) => score)
  return ok('Search', (writer) =>
    writeMessageField(writer, 2, (results) => {
      writeTextColumn(
        results,
        3,
        'company_id',
        hits.map(({ companyId }) => companyId),
      )
      writeTextColumn(
        results,
        3,
        'document_id',
        hits.map(({ documentId }) => documentId),
      )
      writeMessageField(results, 4, (packed) => {
        for (const byte of new Uint8Array(scores.buffer)) writeByte(packed, byte)
      })
      writeMessageField(results, 5, (ids) =>
        writeMessageField(ids, 2, (texts) => hits.forEach(({ id }) => writePresentStringField(texts, 1, id))),
      )
    }),
  )
}

function writeByte(writer: ProtoWriter, byte: number): void {
  writeVarint(writer, 0)
  writer.bytes[writer.length - 1] = byte
}

/** A number that needs more than 53 bits is not wanted in tests, so a hybrid timestamp is written by halves. */
function hybridTime(ms: number): Buffer {
  return encodeMessage((writer) => {
    writeTag(writer, 2, 0)
    let rest = BigInt(ms) << 18n
    const bytes: number[] = []
    for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
    bytes.push(Number(rest))
    for (const byte of bytes) writeByte(writer, byte)
  })
}

/** Answers like a Milvus 2.5 with one collection, in the state that is asked for. */
export function pretend(server: PretendedServer): (call: StubCall) => Promise<StubAnswer> {
  const collection = server.collection === undefined ? {} : server.collection
  const missing = (method: string) => refuse(method, { code: 100, errorCode: 4, reason: 'collection not found' })
  // Scratch collections of the doctor exist from their creation on, with vectors of four.
  let scratch = false
  return async (call) => {
    const { method } = call
    const first = await server.first?.(call)
    if (first) return first
    if (call.body.includes('atenex_check_')) {
      if (method === 'CreateCollection') scratch = true
      if (method === 'DescribeCollection') return scratch ? describeCollection({ dimension: 4 }) : missing(method)
      if (method === 'DescribeIndex') return describeIndex({})
    }
    switch (method) {
      case 'GetVersion':
        return ok(method, (writer) => writeStringField(writer, 2, server.version ?? 'v2.5.4'))
      case 'ListDatabases':
      case 'ShowCollections': {
        const names = method === 'ListDatabases' ? (server.databases ?? ['default']) : (server.collections ?? [])
        return ok(method, (writer) => names.forEach((name) => writePresentStringField(writer, 2, name)))
      }
      case 'AllocTimestamp':
        return Buffer.concat([ok(method), hybridTime(server.time ?? Date.now())])
      case 'DescribeCollection':
        return collection === null ? missing(method) : describeCollection(collection)
      case 'DescribeIndex':
        return collection === null ? missing(method) : describeIndex(collection)
      case 'GetLoadState':
        return ok(method, (writer) => writeIntField(writer, 2, collection?.loadState ?? 3))
      default:
        return ok(method)
    }
  }
}
