import type { CompanyId } from '../domain/ids.ts'

/** Rows of somebody PostgreSQL does not know. */
export interface Stranger {
  /** As it stands in the collection; whoever wrote it may have put anything there. */
  readonly companyId: string
  readonly rows: number
}

export interface Strangers {
  readonly companies: readonly Stranger[]
  /** There are more of them than were looked for. */
  readonly more: boolean
}

/** What a company has in a collection, by document. */
export interface CompanyKeys {
  /** Distinct keys of each document, by the document's id as it stands in the rows. */
  readonly documents: ReadonlyMap<string, number>
  /** Rows beyond the first of their key. */
  readonly duplicates: number
  /** The company has more keys than were looked at. */
  readonly more: boolean
}

/** One field of a collection, its type as the store names it: `VARCHAR(20000)`. */
export interface CollectionField {
  readonly name: string
  readonly type: string
}

/**
 * A look over all companies of one collection, for operators and what serves them alone: it gives ids and counts, never texts or vectors,
 * and changes nothing. Everything else goes through `VectorStore`, where each call names its company. Works without reading in
 * the order of keys, and finds nothing in a collection that is not there.
 * @throws AppError as `VectorStore`.
 */
export interface CollectionSurvey {
  /** Companies that have rows and are none of these. */
  strangers(known: readonly CompanyId[], signal: AbortSignal): Promise<Strangers>
  /** At most `maxKeys` keys are looked at. */
  keys(companyId: CompanyId, maxKeys: number, signal: AbortSignal): Promise<CompanyKeys>
  /** In their order; null when the collection is not there. */
  fields(signal: AbortSignal): Promise<readonly CollectionField[] | null>
  /** Collections on the server, of anybody; null where they cannot be counted. */
  collections(signal: AbortSignal): Promise<number | null>
  /**
   * What this key may not do there of what a collection that gets rows needs, by the names its server gives to rights; null where
   * everybody may do everything, or it cannot be told.
   */
  lackingRights(signal: AbortSignal): Promise<readonly string[] | null>
  close(): Promise<void>
}
