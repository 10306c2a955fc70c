import type { Stage } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import type { DocumentRuns, Run } from '../ports/documents/document-runs.ts'

/** Milliseconds between two progress writes of one step; people poll about once a second. */
const interval = 500

export interface ProgressReporter {
  /** Aborted when the worker stops or when the run lost its document. */
  readonly signal: AbortSignal
  /** Begins a step; false when the run lost its document. */
  enter(stage: Stage, total?: number): Promise<boolean>
  /** Within a step, at most one write an interval. @throws AppError `cancelled` when the run lost its document. */
  report(stage: Stage, done: number, total: number): Promise<void>
  /** The same from a callback that cannot wait; `signal` fires when the document is lost. */
  note(stage: Stage, done: number, total: number): void
  /** Milliseconds each step took so far, for the log. */
  durations(): Readonly<Partial<Record<Stage, number>>>
}

/** Stores how far a run is, and notices meanwhile when the document was deleted or taken over. */
export function progressReporter(
  documents: Pick<DocumentRuns, 'advance'>,
  run: Run,
  parent: AbortSignal,
): ProgressReporter {
  const lost = new AbortController()
  let written = performance.now()
  let current: { readonly stage: Stage; readonly began: number } = { stage: 'extract', began: written }
  const took: Partial<Record<Stage, number>> = {}

  const write = async (stage: Stage, done: number, total: number): Promise<boolean> => {
    written = performance.now()
    const owned = await documents.advance(run, { stage, done, total })
    if (!owned) lost.abort(new AppError('cancelled', 'The document was deleted or taken over.'))
    return owned
  }
  const due = () => performance.now() - written >= interval

  return {
    signal: AbortSignal.any([parent, lost.signal]),
    enter: (stage, total = 0) => {
      const now = performance.now()
      took[current.stage] = Math.round(now - current.began)
      current = { stage, began: now }
      return write(stage, 0, total)
    },
    durations: () => ({ ...took, [current.stage]: Math.round(performance.now() - current.began) }),
    report: async (stage, done, total) => {
      if (due() && !(await write(stage, done, total))) throw lost.signal.reason
    },
    note: (stage, done, total) => {
      if (!due()) return
      // progress is a courtesy: when the database is away, the step itself will say so
      write(stage, done, total).catch(() => undefined)
    },
  }
}
