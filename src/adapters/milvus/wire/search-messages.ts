import { writeFilterValues } from './filter-values.ts'
import { messageType } from './message-type.ts'
import type { ProtoReader } from './protobuf/protobuf-reader.ts'
import { readFields, readFloats, readText, readWindow } from './protobuf/protobuf-reader.ts'
import {
  encodeMessage,
  writeBytesField,
  writeIntField,
  writeMessageField,
  writePresentStringField,
  writeStringField,
  writeUint64Field,
} from './protobuf/protobuf-writer.ts'
import type { Column } from './read-columns.ts'
import { readColumn } from './read-columns.ts'
import type { Columns, ReadBase } from './read-request.ts'
import { writeParam } from './read-request.ts'
import type { Reply } from './status.ts'
import { decodeReply } from './status.ts'

export interface SearchRequest extends ReadBase {
  /** A vector, or a text that the server's BM25 function analyses. */
  readonly query: Float32Array | string
  readonly field: string
  readonly metric: string
  readonly limit: number
  /** `ef` or `level`, as the index wants it. */
  readonly params: Readonly<Record<string, number>>
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
