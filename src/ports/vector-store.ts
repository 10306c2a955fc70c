import type { TermStatistics } from '../domain/bm25.ts'
import type { IndexedChunk } from '../domain/chunk.ts'
import type { DocumentScope } from '../domain/document.ts'
import type { EmbedderFingerprint } from '../domain/fingerprint.ts'
import type { CompanyId, DocumentId } from '../domain/ids.ts'
import type { Hit } from '../domain/passage.ts'

/** What a collection must look like. The metric is always inner product over unit vectors, which is the cosine. */
export interface CollectionSpec {
  readonly name: string
  readonly dimension: number
  readonly fingerprint: EmbedderFingerprint
}

/** What a collection is found to be. `sparse` is false for an adopted collection without analysed terms. */
export interface CollectionState {
  readonly name: string
  readonly dimension: number
  readonly sparse: boolean
  /** Of the embedder it was created for; null when somebody else created it. */
  readonly fingerprint: EmbedderFingerprint | null
  /**
   * The same whatever address or alias leads to the collection, and another one for a collection that was created anew; null
   * when the store does not tell.
   */
  readonly identity: string | null
}

/** What this server can do, found by probing. */
export interface VectorStoreInfo {
  readonly kind: 'embedded' | 'milvus' | 'zilliz'
  readonly version: string
  readonly address: string
  readonly maxTopK: number
  /** Levels of effort a search by meaning may ask for, lowest first; empty where the store has none. */
  readonly levels: readonly number[]
  /** The one of them that is used when a search names none; null where there are none. */
  readonly level: number | null
}

interface SearchBase {
  readonly companyId: CompanyId
  /** 1 to `maxTopK`. */
  readonly limit: number
  /** Only these documents, when given (at most 1,000). */
  readonly documentIds?: readonly DocumentId[]
  /**
   * Names the state of the company's documents, where that is known: as long as it is the same, so are the rows, but for those of documents
   * that are going away. A store may answer from what it has read for the same name some seconds ago.
   */
  readonly revision?: string
  readonly signal: AbortSignal
}
export interface DenseSearch extends SearchBase {
  readonly embedding: Float32Array
  /** One of `levels`; as configured when left out. */
  readonly level?: number
}
export interface SparseSearch extends SearchBase {
  /** Distinct analysed terms; an empty list finds nothing. */
  readonly terms: readonly string[]
  /** What words weigh in this company; a store that weighs them itself, over whatever it holds, leaves it aside. */
  readonly statistics?: TermStatistics
}

/** All the rows a document must have. */
export interface DocumentRows {
  readonly documentId: DocumentId
  readonly chunks: readonly IndexedChunk[]
}

/**
 * One collection of one vector store. Vectors are derived data: PostgreSQL is the truth, and every hit is checked against
 * it by the caller. Every call on tenant data takes the company, the adapter adds it to the filter and checks it on each
 * returned row. A write (`ensure`, `replace`, `replaceDocuments`, `remove`, `drop`) settles only when it has ended: once its caller knows that it was given
 * up, nothing of it comes any more. A read ends at once with its signal.
 * @throws AppError `vector_store_unavailable` (retryable; also when the signal was a time limit), `vector_store_rejected`,
 *   `collection_mismatch`, `cancelled`.
 */
export interface VectorStore {
  /** Creates the collection and its indexes when missing; idempotent and safe when several processes race. */
  ensure(spec: CollectionSpec, signal: AbortSignal): Promise<CollectionState>
  /** Null when the collection does not exist. Never creates. */
  describe(signal: AbortSignal): Promise<CollectionState | null>
  info(signal: AbortSignal): Promise<VectorStoreInfo>
  /**
   * Makes the document's rows exactly `chunks`: same ids are replaced, surplus ones removed. Idempotent. Whoever reads
   * meanwhile sees old or new rows, never none of a document that stays. Writes to one document must not run in parallel.
   */
  replace(scope: DocumentScope, chunks: readonly IndexedChunk[], signal: AbortSignal): Promise<void>
  /** What `replace` does, for each of these documents, in as few calls as the store can. When it fails, some may have been written. */
  replaceDocuments(companyId: CompanyId, documents: readonly DocumentRows[], signal: AbortSignal): Promise<void>
  /** Removes all rows of the document; removing nothing is success. Not found by a later search or count. */
  remove(scope: DocumentScope, signal: AbortSignal): Promise<void>
  /** Best first, at most `limit`, score = inner product. */
  searchDense(search: DenseSearch): Promise<readonly Hit[]>
  /**
   * Best first, at most `limit`, score = BM25 (k1 1.2, b 0.75), positive. Null when the collection has no analysed terms, such as
   * one of the original's: words are then looked for elsewhere. Over which texts words are weighed is the store's affair:
   * `docs/vector-stores.md`.
   */
  searchSparse(search: SparseSearch): Promise<readonly Hit[] | null>
  /** Exact and read-after-write. All documents of the company when `documentId` is null. */
  count(companyId: CompanyId, documentId: DocumentId | null, signal: AbortSignal): Promise<number>
  /** Rows of each document of the company that has any, in parts: every document stands in one of them. */
  documents(companyId: CompanyId, signal: AbortSignal): AsyncIterable<ReadonlyMap<DocumentId, number>>
  /** All rows of one document with their embeddings, in batches, any order. */
  scan(scope: DocumentScope, signal: AbortSignal): AsyncIterable<readonly IndexedChunk[]>
  /** What `scan` gives of each of these documents, in any order and as few calls as the store can; a few thousand rows in all. */
  readDocuments(
    companyId: CompanyId,
    documentIds: readonly DocumentId[],
    signal: AbortSignal,
  ): Promise<readonly IndexedChunk[]>
  /** Deletes the collection with everything in it, whoever owns its rows, and nothing else; one that is not there is success. */
  drop(signal: AbortSignal): Promise<void>
  /** House-keeping off the request path (compaction, index refresh); cheap when there is nothing to do. */
  maintain(signal: AbortSignal): Promise<void>
  close(): Promise<void>
}
