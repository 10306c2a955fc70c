import type { Column } from './columns.ts'
import { readColumn } from './columns.ts'
import type { FilterValues } from './filter-values.ts'
import { writeFilterValues } from './filter-values.ts'
import type { ProtoReader } from './protobuf-reader.ts'
import { readFields, readFloats, readText, readUint64, readWindow } from './protobuf-reader.ts'
import type { ProtoWriter } from './protobuf-writer.ts'
import {
  encodeMessage,
  writeBytesField,
  writeIntField,
  writeMessageField,
  writePresentStringField,
  writeStringField,
  writeUint64Field,
} from './protobuf-writer.ts'
import { messageType } from './server-messages.ts'
import type { Reply } from './status.ts'
import { decodeReply } from './status.ts'

/** `common.ConsistencyLevel`. Session is our own last write: it comes with its timestamp. */
export const consistency = { strong: 0, session: 1, bounded: 2 } as const

/** How fresh the answer must be. `timestamp` counts for session only. */
export interface Freshness {
  readonly level: number
  readonly timestamp: bigint
}

export interface RequestFilter {
  readonly expression: string
  readonly values: FilterValues
}

interface ReadBase {
  readonly database: string
  readonly collection: string
  readonly filter: RequestFilter
  readonly outputFields: readonly string[]
  readonly freshness: Freshness
}

export interface QueryRequest extends ReadBase {
  /** Null asks for every row; servers allow that with a filter. */
  readonly limit: number | null
  /** Asks for rows in the order of their keys, read at one point in time (`decodeIteration`), where the server can. */
  readonly ordered?: boolean
}

export interface SearchRequest extends ReadBase {
  /** A vector, or a text that the server's BM25 function analyses. */
  readonly query: Float32Array | string
  readonly field: string
  readonly metric: string
  readonly limit: number
  /** `ef` or `level`, as the index wants it. */
  readonly params: Readonly<Record<string, number>>
}

function writeParam(writer: ProtoWriter, field: number, key: string, value: string): void {
  writeMessageField(writer, field, (pair) => {
    writeStringField(pair, 1, key)
    writeStringField(pair, 2, value)
  })
}

export function encodeQuery(query: QueryRequest): Buffer {
  return encodeMessage((request) => {
    writeMessageField(request, 1, (base) => writeIntField(base, 1, messageType.query))
    writeStringField(request, 2, query.database)
    writeStringField(request, 3, query.collection)
    writeStringField(request, 4, query.filter.expression)
    for (const field of query.outputFields) writePresentStringField(request, 5, field)
    writeUint64Field(request, 8, query.freshness.timestamp)
    if (query.limit !== null) writeParam(request, 9, 'limit', String(query.limit))
    if (query.ordered) {
      writeParam(request, 9, 'iterator', 'True')
      writeParam(request, 9, 'reduce_stop_for_best', 'True')
    }
    writeIntField(request, 11, query.freshness.level)
    writeFilterValues(request, 13, query.filter.values)
  })
}

const placeholderFloatVector = 101
const placeholderVarChar = 21
const boolExpression = 1

function encodePlaceholder(query: Float32Array | string): Buffer {
  const expected = typeof query === 'string' ? query.length : query.byteLength
  return encodeMessage((group) => {
    writeMessageField(group, 1, (placeholder) => {
      writeStringField(placeholder, 1, '$0')
      writeIntField(placeholder, 2, typeof query === 'string' ? placeholderVarChar : placeholderFloatVector)
      if (typeof query === 'string') writePresentStringField(placeholder, 3, query)
      else writeBytesField(placeholder, 3, new Uint8Array(query.buffer, query.byteOffset, query.byteLength))
    })
  }, expected + 32)
}

/** `SearchRequest` with one query. The metric is always sent: Milvus Lite does not know it otherwise. */
export function encodeSearch(search: SearchRequest): Buffer {
  const expected = typeof search.query === 'string' ? 1_024 : search.query.byteLength + 1_024
  return encodeMessage((request) => {
    writeMessageField(request, 1, (base) => writeIntField(base, 1, messageType.search))
    writeStringField(request, 2, search.database)
    writeStringField(request, 3, search.collection)
    writeStringField(request, 5, search.filter.expression)
    writeBytesField(request, 6, encodePlaceholder(search.query))
    writeIntField(request, 7, boolExpression)
    for (const field of search.outputFields) writePresentStringField(request, 8, field)
    writeParam(request, 9, 'anns_field', search.field)
    writeParam(request, 9, 'topk', String(search.limit))
    writeParam(request, 9, 'metric_type', search.metric)
    writeParam(request, 9, 'round_decimal', '-1')
    writeParam(request, 9, 'params', JSON.stringify(search.params))
    writeUint64Field(request, 11, search.freshness.timestamp)
    writeIntField(request, 12, 1)
    writeIntField(request, 14, search.freshness.level)
    writeFilterValues(request, 18, search.filter.values)
  }, expected)
}

/** Columns of the rows that match, by name. */
export type Columns = ReadonlyMap<string, Column>

export interface IterationPage {
  readonly columns: Columns
  /** Hybrid timestamp at which the server read, for the pages that follow; 0 when it has no ordered iteration. */
  readonly readAt: bigint
}

/** The reply to the first page of an ordered query (`QueryResults.session_ts`). */
export function decodeIteration(bytes: Buffer): Reply<IterationPage> {
  const columns = new Map<string, Column>()
  let readAt = 0n
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field === 5 && wireType === 0) readAt = readUint64(reader)
      else if (field === 2 && wireType === 2) {
        const column = readColumn(reader)
        columns.set(column.name, column)
      } else return false
      return true
    },
    () => ({ columns, readAt }),
  )
}

export function decodeQuery(bytes: Buffer): Reply<Columns> {
  const { status, value } = decodeIteration(bytes)
  return { status, value: value.columns }
}

export interface SearchResult {
  readonly ids: readonly string[]
  readonly scores: Float32Array
  readonly columns: Columns
}

function readTextIds(reader: ProtoReader, into: string[]): void {
  readFields(reader, (field, wireType) => {
    if (field !== 2 || wireType !== 2) return false
    const texts = readWindow(reader)
    readFields(texts, (inner, innerType) => {
      if (inner !== 1 || innerType !== 2) return false
      into.push(readText(texts))
      return true
    })
    return true
  })
}

export function decodeSearch(bytes: Buffer): Reply<SearchResult> {
  const ids: string[] = []
  const columns = new Map<string, Column>()
  let scores: Float32Array = new Float32Array(0)
  const readResults = (reader: ProtoReader) =>
    readFields(reader, (field, wireType) => {
      if (wireType !== 2) return false
      if (field === 3) {
        const column = readColumn(reader)
        columns.set(column.name, column)
      } else if (field === 4) scores = readFloats(reader)
      else if (field === 5) readTextIds(readWindow(reader), ids)
      else return false
      return true
    })
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field !== 2 || wireType !== 2) return false
      readResults(readWindow(reader))
      return true
    },
    () => ({ ids, scores, columns }),
  )
}
