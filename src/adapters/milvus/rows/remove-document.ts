import type { DocumentScope } from '../../../domain/document.ts'
import { AppError } from '../../../domain/errors.ts'
import type { StoreSession } from '../collection/store-session.ts'
import { byDocument, countRows } from './read-rows.ts'
import type { RowWriter } from './write-rows.ts'

export interface WritingParts {
  readonly session: StoreSession
  readonly writer: RowWriter
}

const removalPasses = 3

/** Deletes by filter and counts what is left; a row a slow write brought in meanwhile is caught by the next pass. */
export async function removeDocument(parts: WritingParts, scope: DocumentScope, signal: AbortSignal): Promise<void> {
  await parts.session.run('background', signal, async (on) => {
    let left = 0
    for (let pass = 0; pass < removalPasses; pass++) {
      await parts.writer.remove(on, byDocument(scope), signal)
      left = await countRows(parts.session, on, byDocument(scope), signal)
      if (left === 0) return
    }
    const message = `The vector store still shows ${left} rows of a document after deleting it.`
    throw new AppError('vector_store_unavailable', message, { retryable: true })
  })
}
