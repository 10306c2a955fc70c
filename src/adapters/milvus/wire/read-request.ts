import type { FilterValues } from './filter-values.ts'
import type { ProtoWriter } from './protobuf/protobuf-bytes.ts'
import { writeMessageField, writeStringField } from './protobuf/protobuf-writer.ts'
import type { Column } from './read-columns.ts'

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

/** What a query and a search have in common. */
export interface ReadBase {
  readonly database: string
  readonly collection: string
  readonly filter: RequestFilter
  readonly outputFields: readonly string[]
  readonly freshness: Freshness
}

/** Columns of the rows that match, by name. */
export type Columns = ReadonlyMap<string, Column>

/** A `KeyValuePair`. */
export function writeParam(writer: ProtoWriter, field: number, key: string, value: string): void {
  writeMessageField(writer, field, (pair) => {
    writeStringField(pair, 1, key)
    writeStringField(pair, 2, value)
  })
}
