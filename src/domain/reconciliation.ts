import type { CompanyId, DocumentId } from './ids.ts'

/** What can be wrong between rows, vectors and originals. The order is that of reports. */
export const findingKinds = [
  'vectors_missing',
  'vectors_surplus',
  'vectors_orphaned',
  'chunks_missing',
  'original_missing',
  'original_orphaned',
  'stuck',
  'superseded',
] as const
export type FindingKind = (typeof findingKinds)[number]

export interface Finding {
  readonly kind: FindingKind
  readonly companyId: CompanyId
  readonly documentId: DocumentId
  /** In words: counts, keys; never text of a document. */
  readonly detail: string
  /** Null: it was not to be mended, or cannot be by itself. */
  readonly mended: boolean | null
}

export interface Reconciliation {
  readonly companies: number
  readonly documents: number
  /** Comparisons that could not be made because a store did not answer: nothing is concluded from them. */
  readonly unknown: number
  readonly found: Readonly<Record<FindingKind, number>>
  readonly mended: number
  /** At most the first thousand. */
  readonly findings: readonly Finding[]
}
