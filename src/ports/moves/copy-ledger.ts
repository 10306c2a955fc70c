import type { VectorTolerance } from '../../domain/vector-tolerance.ts'

/** One end of a copy. */
export interface LedgerEnd {
  readonly store: string
  readonly address: string
  readonly collection: string
  /** Number and time of creation; null when the server does not say. */
  readonly identity: string | null
}

/** What a copy is, from its first line on. */
export interface LedgerBeginning {
  readonly at: string
  readonly by: string
  readonly from: LedgerEnd
  readonly to: LedgerEnd
  /** False: the collection was there before. */
  readonly created: boolean
  /** What the new server did not take as it was. */
  readonly notes: readonly string[]
}

/** How far rows were copied, from the lowest key on. */
export interface CopyProgress {
  /** The first key that is still to come; null before the first slice. */
  readonly next: string | null
  /** There is none to come. */
  readonly complete: boolean
  readonly rows: number
  readonly bytes: number
  readonly ms: number
}

/** What a comparison found so far; with the hashes of all rows of each side, in whatever order they came. */
export interface CollectionComparison {
  readonly next: string | null
  readonly complete: boolean
  /** Keys of each side, each once. */
  readonly keys: { readonly from: number; readonly to: number }
  /** Rows beyond the first of a key. */
  readonly duplicates: { readonly from: number; readonly to: number }
  /** Sum of the SHA-256 of each row, modulo 2^256, hexadecimal. */
  readonly hash: { readonly from: string; readonly to: string }
  /** As they were found; `repaired` of them were written again and are right now. */
  readonly missing: number
  readonly different: number
  readonly repaired: number
  /** Rows of the new collection that the old one does not have. Never deleted. */
  readonly extra: number
  /** How much the numbers of float vectors might differ; null: in no bit. */
  readonly tolerance: VectorTolerance | null
  /** Rows whose vectors differ, and not more than that; and the most that a number differs, as a share of the largest of its vector. */
  readonly rounded: number
  readonly deviation: number
  /** The first of what is still not the same, with its key. */
  readonly examples: readonly string[]
}

/**
 * What a copy without our database remembers: a file that only grows, each line written through to the disk before the work goes on.
 * One process at a time.
 * @throws AppError `conflict` when another process holds it, `configuration` when it cannot be used.
 */
export interface CopyLedger {
  /** Null for a new one. */
  readonly beginning: LedgerBeginning | null
  readonly copy: CopyProgress
  /** The last comparison, whole or not; null when rows were copied since. */
  readonly comparison: CollectionComparison | null
  /** PKCS #8 in PEM: signs the reports of this copy. */
  readonly privateKey: string
  begin(beginning: LedgerBeginning): Promise<void>
  copied(progress: CopyProgress): Promise<void>
  compared(comparison: CollectionComparison): Promise<void>
  close(): Promise<void>
}
