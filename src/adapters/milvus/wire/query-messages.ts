import { writeFilterValues } from './filter-values.ts'
import { messageType } from './message-type.ts'
import { readUint64 } from './protobuf/protobuf-reader.ts'
import {
  encodeMessage,
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

export interface QueryRequest extends ReadBase {
  /** Null asks for every row; servers allow that with a filter. */
  readonly limit: number | null
  /** Asks for rows in the order of their keys, read at one point in time (`decodeIteration`), where the server can. */
  readonly ordered?: boolean
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
