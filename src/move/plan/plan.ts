import type { CollectionSurvey } from '../../ports/collection-survey.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Companies, MoveSide } from '../../domain/move.ts'
import type { MoveStore, PlacedCollection } from '../../ports/moves/move-store.ts'
import type { MovingDocuments } from '../../ports/moves/moving-documents.ts'
import type { Embedder } from '../../ports/models.ts'
import type { StoredChunks } from '../../ports/moves/stored-chunks.ts'
import type { VectorStore } from '../../ports/vector-store.ts'

export interface PlanDeps {
  readonly moves: Pick<MoveStore, 'open'>
  readonly documents: Pick<
    MovingDocuments,
    'processedAfter' | 'countProcessed' | 'chunksByCompany' | 'documentsOf' | 'companies'
  >
  /** Those the plan is about. */
  readonly companies: Companies
  /** The active collection and where it is; null while there is none. */
  readonly from: { readonly row: CollectionRow; readonly address: string } | null
  /** What the settings name; null when they name nothing. */
  readonly to: PlacedCollection | null
  readonly stored: Pick<StoredChunks, 'read'>
  /** Whether rows are made anew from the chunks in PostgreSQL. */
  readonly rebuild: boolean
  /** Of the target, when rows are made anew: its speed is measured. */
  readonly embedder: Embedder | null
  /** Opens a side for looking at it. Nothing is created or changed. The caller closes it. */
  readonly open: (side: MoveSide) => Promise<VectorStore>
  /** The same for looking over all companies. */
  readonly survey: (side: MoveSide) => Promise<CollectionSurvey>
  /** Candidates a question asks for. */
  readonly topK: number
  readonly monotonicMs: () => number
}

export interface PlanFinding {
  /** A move cannot begin with an `error`. */
  readonly level: 'ok' | 'note' | 'warning' | 'error'
  readonly code: string
  readonly message: string
  /** What to do about it; null when there is nothing to do. */
  readonly remedy: string | null
}

/** One end of a move as it was found. */
export interface PlannedSide {
  readonly store: string
  readonly collection: string
  readonly address: string
  /** Null when it could not be asked. */
  readonly version: string | null
  /** False for a target that will be created. */
  readonly exists: boolean
  readonly dimension: number | null
  readonly terms: boolean | null
  /** The model of its vectors. */
  readonly embedder: string
}

/** Rows of one company. */
export interface PlannedCompany {
  readonly companyId: CompanyId
  /** As PostgreSQL says. */
  readonly rows: number
  /** In the old collection; null when it could not be asked. */
  readonly found: number | null
}

/** What becomes of one field; its types are null where a side does not have it, or is not there yet. */
export interface FieldMapping {
  readonly name: string
  readonly from: string | null
  readonly to: string | null
  readonly becomes: 'copied' | 'made anew' | 'made by the target' | 'left out' | 'left empty'
}

/** On Zilliz Cloud, for the copy and one verification. */
export interface PlanCost {
  readonly vcu: number
  readonly usd: number
  /** For keeping it. */
  readonly usdAMonth: number
  readonly prices: { readonly date: string; readonly source: string }
  /** How long the copy takes at least, by the rates each plan allows. */
  readonly atRates: readonly { readonly plan: string; readonly seconds: number }[]
}

export interface MovePlan {
  /** False when a finding is an error. */
  readonly go: boolean
  readonly from: PlannedSide | null
  readonly to: PlannedSide | null
  readonly companies: number
  readonly documents: number
  readonly rows: number
  /** Those with most rows first. */
  readonly rowsByCompany: readonly PlannedCompany[]
  /** Of vectors and texts, from a sample; null when there was nothing to sample. */
  readonly bytes: number | null
  /** For reading everything at the speed of the sample, one document after the other; a copy reads several at a time, and writing may be slower. */
  readonly seconds: number | null
  /** Null when the target is not Zilliz Cloud, or there was nothing to sample. */
  readonly cost: PlanCost | null
  readonly fields: readonly FieldMapping[]
  readonly findings: readonly PlanFinding[]
}

type Level = PlanFinding['level']

export const finding = (level: Level, code: string, message: string, remedy: string | null = null): PlanFinding => ({
  level,
  code,
  message,
  remedy,
})

/** The others are counted. */
const mostNamed = 10

export const named = (all: readonly string[]): string =>
  all.length <= mostNamed ? all.join(', ') : `${all.slice(0, mostNamed).join(', ')} and ${all.length - mostNamed} more`
