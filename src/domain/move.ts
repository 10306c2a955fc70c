import type { DocumentScope } from './document.ts'
import type { Alike } from './hit-lists.ts'
import type { CompanyId } from './ids.ts'
import type { SearchLevels } from './search-levels.ts'
import type { VectorTolerance } from './vector-tolerance.ts'

/**
 * `copying` → `copied` → `verifying` → `verified` → `cut_over` → `finished`. Back to `copied` from `verifying` (something differs) and `cut_over`
 * (roll-back: the old collection answers again), and to `copying` when a limited move takes in more companies; `abandoned` from everything before `cut_over`.
 * In each of them but the last two the work may be paused, and goes on. docs/moving.md has the picture.
 */
export const moveStates = ['copying', 'copied', 'verifying', 'verified', 'cut_over', 'finished', 'abandoned'] as const
export type MoveState = (typeof moveStates)[number]

/** The two collections of a move. */
export const moveSides = ['to', 'from'] as const
export type MoveSide = (typeof moveSides)[number]

export const otherSide = (side: MoveSide): MoveSide => (side === 'from' ? 'to' : 'from')

/** The side that answers questions and takes writes first, for all companies but those that were switched alone. */
export const activeSide = (state: MoveState): MoveSide => (state === 'cut_over' || state === 'finished' ? 'to' : 'from')

/** The same for one company. */
export const answeringSide = ({ state, switched }: Pick<Move, 'state' | 'switched'>, companyId: CompanyId): MoveSide =>
  switched.has(companyId) ? otherSide(activeSide(state)) : activeSide(state)

/** Which states may follow. Whoever changes a state names the one it was in: compare and set. */
export const nextStates: Readonly<Record<MoveState, readonly MoveState[]>> = {
  copying: ['copied', 'abandoned'],
  copied: ['verifying', 'cut_over', 'copying', 'abandoned'],
  verifying: ['verified', 'copied', 'abandoned'],
  verified: ['verifying', 'cut_over', 'copying', 'abandoned'],
  cut_over: ['copied', 'finished'],
  finished: [],
  abandoned: [],
}

/** Nothing follows them: a move in any other state is open. */
export const lastStates: readonly MoveState[] = moveStates.filter((state) => nextStates[state].length === 0)

/** Some companies, or all but some. */
export interface Companies {
  /** Null: all. */
  readonly only: readonly CompanyId[] | null
  readonly not: readonly CompanyId[]
}

export const allCompanies: Companies = { only: null, not: [] }

/** Those a move is about. */
export const companiesOf = ({ companies }: Pick<Move, 'companies'>): Companies => ({ only: companies, not: [] })

export const includesCompany = ({ only, not }: Companies, companyId: CompanyId): boolean =>
  (only === null || only.includes(companyId)) && !not.includes(companyId)

/** One document whose vectors were not, on one side, what PostgreSQL and the other side say. */
export interface Difference extends DocumentScope {
  /** In words: `2 chunks are missing`. */
  readonly what: string
}

/** The questions of one company, in the mean. */
export interface CompanySearches extends Alike {
  readonly companyId: string
  readonly asked: number
}

/** The same questions asked on both sides. */
export interface Searches {
  readonly asked: number
  /** Share of the first ten hits that both sides found, in the mean. */
  readonly overlap: number
  /** Spearman's coefficient of the order of those, in the mean. */
  readonly order: number
  /** The question with the least overlap, and whose it was. */
  readonly lowest: { readonly companyId: string; readonly overlap: number } | null
  /** Each company of which something was asked, as far as companies are kept apart. */
  readonly companies: readonly CompanySearches[]
  /** What the new side finds at each of its levels. */
  readonly levels: SearchLevels
}

/** What a verification found. */
export interface Verification {
  /** Documents compared. */
  readonly documents: number
  /** Rows compared, on each side. */
  readonly rows: number
  /** Documents that differed and were written again; they were compared once more. */
  readonly repaired: number
  /** How much a vector of the new collection might differ; null: in no bit. */
  readonly tolerance: VectorTolerance | null
  /** Rows whose vectors differ, and not more than that. */
  readonly rounded: number
  /** The most that a number of those differs, as a share of the largest one of its vector. */
  readonly deviation: number
  /** What is still different: at most 100 of them. */
  readonly differences: readonly Difference[]
  /** How many differ in all. */
  readonly different: number
  /** Rows of the new collection that belong to no document, per company. */
  readonly unowned: readonly { readonly companyId: string; readonly rows: number }[]
  /** Rows of the new collection whose company PostgreSQL does not know, as their company stands there; no answer shows them. */
  readonly strangers: readonly { readonly companyId: string; readonly rows: number }[]
  /** Null where the vectors of both sides are of different embedders. */
  readonly searches: Searches | null
}

/** Nothing differs and nothing is there that belongs to nobody. */
export const isGreen = ({ different, unowned }: Verification): boolean => different === 0 && unowned.length === 0

/** How far the copy, or the verification, is, and what it took; of the last one where none goes on. */
export interface MovePhase {
  /** `total` is what PostgreSQL says there was when it began. */
  readonly rows: { readonly done: number; readonly total: number }
  readonly bytes: number
  /** Without the time in which no process was at it. */
  readonly workedMs: number
}

/** Questions that were also put to the side that does not answer. */
export interface Shadow {
  /** Of all questions, from 0 to 1. */
  readonly share: number
  readonly compared: number
  /** Those the other side did not answer, or not in time. */
  readonly failed: number
  /** Over what was compared; null when nothing was yet. */
  readonly means: (Alike & { readonly answeringMs: number; readonly otherMs: number }) | null
}

/** Somebody has stopped the work at a move, and nobody has let it go on yet. */
export interface Paused {
  readonly at: Date
  readonly by: string
}

/** One move of all vectors from one collection to another. */
export interface Move {
  readonly id: string
  readonly state: MoveState
  /** Whether rows are made anew from the chunks in PostgreSQL instead of copied. */
  readonly rebuild: boolean
  readonly startedBy: string
  readonly startedAt: Date
  readonly updatedAt: Date
  /** Of the copy, or of the verification while there is one. `total` is what there was when it began. */
  readonly documents: { readonly done: number; readonly total: number }
  /** Rows copied since the start. */
  readonly rows: number
  readonly phase: MovePhase
  readonly shadow: Shadow
  /** Companies it is limited to; null: all. */
  readonly companies: readonly CompanyId[] | null
  /** Those of them that the copy which goes on has not to do again. */
  readonly copiedCompanies: readonly CompanyId[]
  /** Companies that the other side answers than the one that answers all the others. */
  readonly switched: ReadonlySet<CompanyId>
  /** Up to where the changes were carried to each side. */
  readonly carried: Readonly<Record<MoveSide, number>>
  /** Place of the copy or verification; null before its first slice. */
  readonly at: { readonly time: string; readonly id: string } | null
  readonly verification: Verification | null
  readonly trouble: string | null
  /** Nothing is copied, compared or carried; null: the work goes on. */
  readonly paused: Paused | null
  /** Of the present verification, or the next one; null: a vector may differ in no bit. */
  readonly tolerance: VectorTolerance | null
  /** When the collection it left behind was deleted, as asked for; null: it is there. */
  readonly droppedAt: Date | null
}
