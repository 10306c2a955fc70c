import type { Readable } from 'node:stream'
import type { CompanyId } from '../domain/ids.ts'

/** An object with its age, by the clock of the store. */
export interface StoredObject {
  readonly key: string
  readonly ageMs: number
}

/** Bytes from the first to the last, both of them with it, counted from 0. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/**
 * Keeps originals. A key is `{company_id}/{document_id}/{file_name}` as in the original; adapters never use it as a path
 * without encoding. A read ends within the adapter's time limit; a write (`put`, `remove`) settles only when it has ended.
 * @throws AppError `object_store_unavailable` (retryable; also when the signal was a time limit), `cancelled`.
 */
export interface ObjectStore {
  /** Streams to the end or leaves nothing behind; replaces an object of the same key. Durable when it resolves. */
  put(companyId: CompanyId, key: string, body: Readable, signal: AbortSignal): Promise<void>
  /**
   * The whole object, or a part of it that it has.
   * @throws AppError `original_missing` (terminal) when there is no such object.
   */
  get(companyId: CompanyId, key: string, signal: AbortSignal, part?: ByteRange): Promise<Readable>
  /** Its bytes; null when there is no such object. Rejects when it cannot be known: an outage is never "absent". */
  size(companyId: CompanyId, key: string, signal: AbortSignal): Promise<number | null>
  /** Removing what is not there is success. */
  remove(companyId: CompanyId, key: string, signal: AbortSignal): Promise<void>
  /** Keys of one company, or of one document when given; for counting zero after a delete. */
  list(companyId: CompanyId, documentId: string | null, signal: AbortSignal): Promise<readonly string[]>
  /** All objects of one company in pages of at most 1,000, any order. */
  scan(companyId: CompanyId, signal: AbortSignal): AsyncIterable<readonly StoredObject[]>
  /** Resolves when the store answers. */
  check(signal: AbortSignal): Promise<void>
}
