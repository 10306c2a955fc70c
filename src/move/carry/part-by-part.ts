import type { Clock } from '../../ports/clock.ts'
import type { DocumentsOfCompany, ListedDocument } from '../../ports/moves/moving-documents.ts'
import type { QuestionTraffic } from '../../ports/moves/question-traffic.ts'
import type { RowSource } from '../rows/row-source.ts'
import { besideUsers, trafficOf } from './beside-users.ts'
import { documentsOf, partsOf, type SlicePart } from './cut-slice.ts'

interface PartByPartDeps {
  readonly rows: Pick<RowSource, 'rowsTogether' | 'partsAtATime' | 'sameVectors'>
  readonly traffic: QuestionTraffic
  readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>
}

/** While users ask: a question that meets a store which reads or writes a full request waits for all of it (decisions 0220 and 0222). */
interface Gently {
  /** Of a part. */
  readonly rows: number
  /** After each part, as a share of the time it took. */
  readonly rest: number
}
/** One store reads, then the other one writes. */
export const copiedGently: Gently = { rows: 128, rest: 2 }
export const comparedGently: Gently = { rows: 256, rest: 1 }

/** Runs `work` for the documents of a slice in parts that are carried together. @returns what came of each part, in no order that means anything */
export function partByPart<Result>(
  { rows, traffic, clock }: PartByPartDeps,
  slice: readonly ListedDocument[],
  gently: Gently,
  signal: AbortSignal,
  work: (part: DocumentsOfCompany) => Promise<Result>,
): Promise<readonly Result[]> {
  const way = {
    items: partsOf(slice, rows.rowsTogether),
    traffic: trafficOf({ rows, traffic }),
    clock,
    signal,
    atATime: rows.partsAtATime,
    rest: gently.rest,
    cut: (part: SlicePart) => partsOf(part, Math.min(rows.rowsTogether, gently.rows)),
  }
  return besideUsers(way, (part) => work(documentsOf(part)))
}
