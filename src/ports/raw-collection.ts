import type { VectorStoreInfo } from './vector-store.ts'

/** One field as its server describes it. */
export interface RawField {
  readonly name: string
  /** For people: `VARCHAR(255), primary key`. */
  readonly type: string
  /** Kind of the values and, for texts and vectors, their size: equal for fields that can hold the same values. */
  readonly shape: string
  /** Kind of the elements of an array; 0 for everything else. */
  readonly elementKind: number
  /** Characters or elements it holds at most; null where there is no limit of its own. */
  readonly limit: number | null
  readonly primary: boolean
  /** The server gives the keys. */
  readonly autoId: boolean
  readonly partitionKey: boolean
  readonly nullable: boolean
  /** The server fills it from other fields. */
  readonly functionOutput: boolean
  /** False for a kind of values this version does not know how to carry. */
  readonly carried: boolean
  /** The field as the server describes it, to be given to another one; nobody else looks into it. */
  readonly definition: Uint8Array
}

/** What the server does by itself from one field to another. */
export interface RawFunction {
  readonly name: string
  /** A model of a provider is set up at each server, and cannot be carried. */
  readonly kind: 'bm25' | 'other'
  readonly definition: Uint8Array
}

export interface RawIndex {
  readonly name: string
  readonly field: string
  readonly params: Readonly<Record<string, string>>
}

/** A collection made by anybody, as its server describes it. */
export interface RawSchema {
  readonly description: string
  readonly fields: readonly RawField[]
  readonly functions: readonly RawFunction[]
  readonly indexes: readonly RawIndex[]
  /** Rows may hold values beside its fields. */
  readonly dynamic: boolean
  /** It has fields that consist of fields. */
  readonly structs: boolean
  readonly consistency: number
  readonly shards: number
  readonly properties: Readonly<Record<string, string>>
  readonly aliases: readonly string[]
  /** Named by people; null when they are made from a partition key. */
  readonly partitions: readonly string[] | null
  /** Number and time of creation; null when the server does not say. */
  readonly identity: string | null
}

/** The values of one field, one a row, as they stand on the wire; null for a value that is not there. */
export interface RawColumn {
  readonly name: string
  /** Of the values; see `wire/raw/value-kinds.ts`. */
  readonly kind: number
  readonly elementKind: number
  /** Values beside the fields. */
  readonly dynamic: boolean
  /** Of vectors; 0 for everything else. */
  readonly dimension: number
  readonly values: readonly (Uint8Array | null)[]
}

/** Rows, each key once. */
export interface RawRows {
  readonly keys: readonly string[]
  readonly columns: readonly RawColumn[]
  /** As they came. */
  readonly bytes: number
}

/** From one key to another, which does not belong to it; null: open. Keys have the order of their bytes, or of their numbers. */
export interface KeyRange {
  readonly from: string | null
  readonly to: string | null
}

/** All keys of a range, ascending and each once. */
export interface KeyPage extends KeyRange {
  readonly keys: readonly string[]
  /** Rows in the range: more than keys when keys stand there more than once. */
  readonly rows: number
}

/**
 * A collection of a server that was made by others, whatever its fields are: for operators, who own all of it. Rows go from one to
 * another without being understood.
 * @throws AppError `vector_store_unavailable` (retryable), `vector_store_rejected`, `cancelled`.
 */
export interface RawCollection {
  readonly name: string
  readonly address: string
  info(signal: AbortSignal): Promise<VectorStoreInfo>
  /** Null when the collection does not exist. */
  describe(signal: AbortSignal): Promise<RawSchema | null>
  /**
   * Creates the collection like another one, with the keys it is given. Success when it is there already.
   * @returns what of it this server did not take, in words: indexes, whose place another one took.
   */
  createLike(schema: RawSchema, signal: AbortSignal): Promise<readonly string[]>
  count(range: KeyRange, signal: AbortSignal): Promise<number>
  /** The pages of a range, one behind the other. Works on servers that read in no order. */
  pages(range: KeyRange, signal: AbortSignal): AsyncIterable<KeyPage>
  /** The rows with these keys (at most 2,000) that are there, with all that can be read back of them. */
  read(keys: readonly string[], signal: AbortSignal): Promise<RawRows>
  /** Rows with the same keys are replaced. Idempotent. */
  write(rows: RawRows, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}
