import type { Chunk, IndexedChunk } from '../domain/chunk.ts'
import { AppError } from '../domain/errors.ts'
import { jobBudget } from '../domain/time-budgets.ts'
import type { DocumentWarning } from '../domain/warnings/warning.ts'
import { timeLimit } from '../flow/timeout.ts'
import type { ActiveCollection } from '../ports/active-collection.ts'
import type { DocumentRuns, Run } from '../ports/documents/document-runs.ts'
import type { Log } from '../ports/log.ts'
import type { EmbeddedChunks } from './embed-chunks.ts'

interface CommitDeps extends Pick<ActiveCollection, 'row' | 'vectors'> {
  readonly documents: Pick<DocumentRuns, 'commit'>
  readonly log: Log
}

interface RunResult {
  readonly chunks: readonly Chunk[]
  /** The same as the vector store takes them. */
  readonly rows: readonly IndexedChunk[]
  readonly embedded: EmbeddedChunks
  /** Of the document. */
  readonly title: string | null
  readonly warnings: readonly DocumentWarning[]
}

/** Vectors, chunks and `processed` together, or none of them. False when the run lost its document. */
export async function commitRun(
  deps: CommitDeps,
  run: Run,
  { chunks, rows, embedded, title, warnings }: RunResult,
  signal: AbortSignal,
): Promise<boolean> {
  const titles = rows.map(({ title }) => title)
  const terms = rows.map((row) => row.terms)
  try {
    const { pieceVectors } = embedded
    const input = { collectionId: deps.row.id, chunks, titles, documentTitle: title, terms, pieceVectors, warnings }
    return await deps.documents.commit(run, input, async (lost) => {
      using limit = timeLimit({ ms: jobBudget.indexMs, signal: AbortSignal.any([signal, lost]), late })
      await deps.vectors.replace(run, rows, limit.signal)
    })
  } catch (error) {
    await keepEmbeddings(deps, run, embedded)
    throw error
  }
}

const late = () =>
  new AppError('vector_store_unavailable', 'Writing the vectors took longer than a document may take.', {
    retryable: true,
  })

/** For the next attempt. The failure of the step is what is reported, even when this fails too. */
async function keepEmbeddings({ log }: CommitDeps, run: Run, embedded: EmbeddedChunks): Promise<void> {
  try {
    await embedded.keepRest()
  } catch (error) {
    const { companyId, documentId } = run
    log.warn({ companyId, documentId, err: error }, 'kept no embeddings for the next attempt')
  }
}
