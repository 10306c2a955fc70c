import type { EmbedderFingerprint } from '../domain/fingerprint.ts'
import type { CompanyId } from '../domain/ids.ts'

/** A collection as it is described before PostgreSQL knows it. */
export interface NewCollection {
  readonly store: 'embedded' | 'milvus' | 'zilliz'
  readonly name: string
  readonly fingerprint: EmbedderFingerprint
}

/** A collection Atenex filled or adopted. PostgreSQL says which one is active. */
export interface CollectionRow extends NewCollection {
  readonly id: string
  /** Which server it is on, as `storeAddress` says it; null: the one the settings lead to (before the first move). */
  readonly address: string | null
}

/** Which collection answers whom. */
export interface Placement {
  /** All companies but those below; null: none was chosen yet. */
  readonly active: CollectionRow | null
  /** Companies the open move has let another one answer. */
  readonly alone: ReadonlyMap<CompanyId, CollectionRow>
  /** Whether a move is open, which may change the others at any moment. */
  readonly moving: boolean
}

/** @throws AppError `database_unavailable` (retryable). */
export interface CollectionStore {
  active(): Promise<CollectionRow | null>
  placement(): Promise<Placement>
  /** All that were ever filled, active or not, any order. */
  known(): Promise<readonly CollectionRow[]>
  /** Makes this the active collection if none is active yet; returns the one that is active afterwards (first one wins). */
  activateFirst(row: NewCollection): Promise<CollectionRow>
}
