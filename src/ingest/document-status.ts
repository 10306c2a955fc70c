import type { Document, DocumentScope } from '../domain/document.ts'
import type { CompanyId } from '../domain/ids.ts'
import { noSuchDocument } from '../domain/no-such-document.ts'
import { createLimiter } from '../flow/limiter.ts'
import { timeLimit, unlessAborted } from '../flow/timeout.ts'
import type { ActiveCollections } from '../ports/active-collection.ts'
import type { Clock } from '../ports/clock.ts'
import type { DocumentFinder } from '../ports/documents/document-finder.ts'
import type { Log } from '../ports/log.ts'
import type { ObjectStore } from '../ports/object-store.ts'

export interface StatusDeps {
  readonly documents: Pick<DocumentFinder, 'find' | 'list'>
  readonly objects: Pick<ObjectStore, 'size'>
  readonly collections: ActiveCollections
  readonly log: Log
  readonly clock: Clock
}

/** A document and what the stores say about it. */
export interface DocumentStatus {
  readonly document: Document
  /** Whether the original is stored; null when the store could not be asked. */
  readonly originalExists: boolean | null
  /** Its chunks in the vector store; null when it could not be asked. */
  readonly vectorCount: number | null
}

export interface DocumentStatuses {
  /** Asks both stores right now. @throws AppError `not_found`. */
  one(scope: DocumentScope, signal: AbortSignal): Promise<DocumentStatus>
  /**
   * Last changed first. The vector store is not asked: a page of 100 would be 100 exact counts. So a list shows what was counted
   * when the document was stored, and `one` shows the current count.
   */
  list(
    companyId: CompanyId,
    page: { readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ): Promise<readonly DocumentStatus[]>
}

/** Stores asked at the same time, for all requests together; companies take turns. */
const storesAskedAtATime = 8
/** Limit for all checks of one request: a status must stay cheap. What is late counts as unknown. */
const budgetMs = 3000

/** Reads only: what a store says never changes a document here. */
export function createDocumentStatuses(deps: StatusDeps): DocumentStatuses {
  const limiter = createLimiter({ size: storesAskedAtATime })

  const ask = <T>(document: Document, signal: AbortSignal, question: () => Promise<T>): Promise<T | null> =>
    limiter
      .run(signal, () => unlessAborted(question(), signal), document.companyId)
      .catch((error: unknown) => {
        deps.log.debug({ documentId: document.id, err: error }, 'could not ask a store about a document')
        return null
      })

  const originalExists = async (document: Document, signal: AbortSignal): Promise<boolean | null> => {
    const { companyId, objectKey } = document
    // under way: stored from `uploaded` on
    if (isUnderWay(document)) return document.status !== 'pending'
    if (objectKey === null) return false
    return ask(document, signal, async () => (await deps.objects.size(companyId, objectKey, signal)) !== null)
  }
  const vectorCount = async (document: Document, signal: AbortSignal): Promise<number | null> => {
    // under way: nothing that anyone could find; polls stay cheap
    if (isUnderWay(document)) return 0
    const { companyId, id } = document
    return ask(document, signal, () =>
      deps.collections.use(companyId, ({ vectors }) => vectors.count(companyId, id, signal)),
    )
  }

  return {
    one: async ({ companyId, documentId }, signal) => {
      const document = await deps.documents.find(companyId, documentId)
      if (document === null) throw noSuchDocument()
      using budget = timeBudget(deps.clock, signal)
      const [exists, count] = await Promise.all([
        originalExists(document, budget.signal),
        vectorCount(document, budget.signal),
      ])
      return { document, originalExists: exists, vectorCount: count }
    },
    list: async (companyId, { limit, offset }, signal) => {
      const documents = await deps.documents.list(companyId, limit, offset)
      using budget = timeBudget(deps.clock, signal)
      return await Promise.all(
        documents.map(async (document) => ({
          document,
          originalExists: await originalExists(document, budget.signal),
          vectorCount: document.status === 'processed' ? document.chunkCount : 0,
        })),
      )
    },
  }
}

function isUnderWay({ status }: Document): boolean {
  return status !== 'processed' && status !== 'error'
}

function timeBudget(clock: Clock, signal: AbortSignal): Disposable & { readonly signal: AbortSignal } {
  const late = () => new DOMException('The stores did not answer in time.', 'TimeoutError')
  return timeLimit({ ms: budgetMs, signal, clock, late })
}
