import type { EmbedderFingerprint } from '../domain/fingerprint.ts'

/** A collection Atenex filled or adopted. PostgreSQL says which one is active. */
export interface CollectionRow {
  readonly store: 'embedded' | 'milvus' | 'zilliz'
  readonly name: string
  readonly fingerprint: EmbedderFingerprint
}

export interface CollectionStore {
  active(): Promise<CollectionRow | null>
  /** Makes this the active collection if none is active yet; returns the one that is active afterwards (first one wins). */
  activateFirst(row: CollectionRow): Promise<CollectionRow>
}
