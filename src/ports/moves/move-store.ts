import type { Alike } from '../../domain/hit-lists.ts'
import type { MoveEvent } from '../../domain/move-event.ts'
import type { Move, MoveSide, MoveState, Verification } from '../../domain/move.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { VectorTolerance } from '../../domain/vector-tolerance.ts'
import type { CollectionRow, NewCollection } from '../collection-store.ts'

/** Where a collection is, besides its name: `embedded`, or `host:port/database` of its server. */
export interface PlacedCollection extends NewCollection {
  readonly address: string
}

/** A move as PostgreSQL has it. */
export interface StoredMove extends Move {
  readonly from: CollectionRow
  readonly to: CollectionRow
}

/** Which side is to answer, whom, and who wants it so. */
export interface Activation {
  readonly side: MoveSide
  /** Null: all of them, also those that were switched alone before. */
  readonly companyId: CompanyId | null
  readonly lagAllowed: boolean
  readonly who: string
}

/** Who wants it, and how much a vector may differ; null: in no bit. */
export interface VerifyWish {
  readonly who: string
  readonly tolerance: VectorTolerance | null
}

export interface SweptCompany {
  readonly companyId: CompanyId
  readonly who: string
  readonly documents: number
  readonly rows: number
}

/** @param active the collection that answers. `lost` fires when it is not sure any more that nobody else is at it. */
export type DropWork = (active: CollectionRow, lost: AbortSignal) => Promise<void>

/** What one slice of copying, or of verifying, has done. */
export interface SliceDone {
  /** The last document of the slice. */
  readonly at: DocumentCursor
  readonly documents: number
  /** Rows that were copied, or compared. */
  readonly rows: number
  readonly bytes: number
  readonly ms: number
  /** What a verification has found up to here. */
  readonly verification?: Verification
}

/** A place in the order of documents, newest first. `time` is PostgreSQL's own text: a Date would lose its microseconds. */
export interface DocumentCursor {
  readonly time: string
  readonly id: string
}

/** The same search on both sides, and how long each took. */
export interface ShadowResult extends Alike {
  readonly answeringMs: number
  readonly otherMs: number
}

/**
 * Moves and their progress; PostgreSQL is the truth about them. Every change names the state it expects.
 * @throws AppError `database_unavailable` (retryable), `conflict` (a move is in another state, or another one is open).
 */
export interface MoveStore {
  /** The one that is neither finished nor abandoned. There is at most one. */
  open(): Promise<StoredMove | null>
  /** Newest first, at most `limit`. */
  list(limit: number): Promise<readonly StoredMove[]>
  /** Whether its new collection was a side of an earlier move: it may hold rows of documents that are gone. */
  usedBefore(move: Pick<StoredMove, 'id' | 'to'>): Promise<boolean>
  /** Begins one from the active collection; from this moment on every change of its companies is carried to both sides. */
  begin(move: {
    readonly fromAddress: string
    readonly to: PlacedCollection
    readonly startedBy: string
    readonly rebuild: boolean
    /** Null: all. */
    readonly companies: readonly CompanyId[] | null
  }): Promise<StoredMove>
  /**
   * Takes more companies into a limited move, which copies what it does not have yet; null: all.
   * @throws AppError `conflict` while it copies or compares, and when it has these companies already.
   */
  widen(id: string, companyId: CompanyId | null, who: string): Promise<void>
  /**
   * @param who a worker when left out.
   * @throws AppError `conflict` when the move is in another state, or `to` may not follow.
   */
  enter(id: string, from: MoveState, to: MoveState, who?: string): Promise<void>
  /** Enters `verifying`. @throws AppError `conflict` when the move is in another state. */
  verify(id: string, from: MoveState, wish: VerifyWish): Promise<void>
  /**
   * From then on nobody works at it, until it goes on: a slice that is under way ends or is given up within seconds.
   * @throws AppError `conflict` when it has ended, or is as it is wished to be.
   */
  pause(id: string, wish: { readonly paused: boolean; readonly who: string }): Promise<void>
  /** Keeps how far copying, or verifying, has come. */
  sliceDone(id: string, slice: SliceDone): Promise<void>
  /** Changes up to `seq` are on this side. */
  carried(id: string, side: MoveSide, seq: number): Promise<void>
  /** What a verification found at its end. */
  verified(id: string, verification: Verification): Promise<void>
  /** Has a share of the questions (0 to 1) also put to the side that does not answer. */
  setShadow(id: string, wish: { readonly share: number; readonly who: string }): Promise<void>
  /** Adds what came of one of them; null when the other side gave no answer. */
  addShadow(id: string, result: ShadowResult | null): Promise<void>
  /** Why nothing goes on; null when it does again. */
  trouble(id: string, message: string | null): Promise<void>
  /**
   * Lets the collection of `side` answer, in one transaction: commits that are under way end before it, those that come later see it.
   * With `lagAllowed` false only when every change (of the company) has been carried to that side.
   * @throws AppError `conflict`, with what to do.
   */
  activate(id: string, activation: Activation): Promise<void>
  /**
   * Runs `work`, which deletes the collection of `side`, while no worker is at moves and no move to or from that collection
   * can begin, and keeps that it was done, or why not.
   * @throws AppError `conflict` when it answers questions or belongs to an open move, `busy` (retryable); whatever `work` throws.
   */
  drop(id: string, drop: { readonly side: MoveSide; readonly who: string }, work: DropWork): Promise<void>
  /** Keeps that rows of a company that is not known were removed from the new collection. */
  swept(id: string, swept: SweptCompany): Promise<void>
  /** Everything that happened to a move, oldest first. */
  events(id: string): Promise<readonly MoveEvent[]>
  /** Milliseconds since another collection answers, by the one clock that all processes share; null: that never changed. */
  sinceSwitch(id: string): Promise<number | null>
  /**
   * Runs `work` while no other process works at moves. `lost` fires when that is not sure any more.
   * Returns false, without running it, when another process does.
   */
  lead(work: (lost: AbortSignal) => Promise<void>): Promise<boolean>
}
