import type { CompanyId } from './ids.ts'
import type { MoveSide, MoveState, Verification } from './move.ts'

/** Whoever works at moves by itself, where a person would be named. */
export const worker = 'a worker'

/** What happened, with its figures as they were then. */
export type MoveEventBody =
  | { readonly what: 'began'; readonly from: string; readonly to: string; readonly documents: number }
  | {
      readonly what: 'entered'
      readonly state: MoveState
      readonly before: MoveState
      /** A switch that waited neither for a green verification nor for changes that lagged. */
      readonly forced: boolean
      /** Changes the side that answers from now on did not have yet; null where nothing was switched. */
      readonly lag: number | null
      readonly documents: { readonly done: number; readonly total: number }
      readonly rows: number
      /** What the verification that ended here found; null where none did. */
      readonly verification: Verification | null
    }
  /** One company alone is answered by this side from then on; null: so are all that were switched alone, like the others. */
  | {
      readonly what: 'switched'
      readonly side: MoveSide
      readonly companyId: CompanyId | null
      readonly forced: boolean
      readonly lag: number
    }
  /** A limited move took in one more company; null: all the others. */
  | { readonly what: 'widened'; readonly companyId: CompanyId | null }
  /** Rows of a company that is not known were removed from the new collection, as somebody asked for. */
  | { readonly what: 'swept'; readonly companyId: CompanyId; readonly documents: number; readonly rows: number }
  /** Nothing is worked at from then on, until it goes on. */
  | { readonly what: 'paused' }
  | { readonly what: 'resumed' }
  /** The same trouble again adds to `times`; `until` is when work went on, null while it does not. */
  | { readonly what: 'trouble'; readonly message: string; readonly times: number; readonly until: string | null }
  /** From then on so many of the questions also go to the side that does not answer. */
  | { readonly what: 'shadow'; readonly share: number }
  | { readonly what: 'dropped'; readonly side: MoveSide; readonly collection: string; readonly address: string }
  | {
      readonly what: 'drop_failed'
      readonly side: MoveSide
      readonly collection: string
      readonly address: string
      readonly message: string
    }

/** One entry of a move's history. */
export interface MoveEvent {
  readonly at: Date
  readonly who: string
  readonly body: MoveEventBody
}
