import { sql } from 'kysely'
import { extractionVersion } from '../../../domain/extraction-version.ts'
import { chunkId } from '../../../domain/ids.ts'
import { toStoredOutline } from '../../../domain/outline.ts'
import { toStoredPlace } from '../place-columns.ts'
import { toStoredTables } from '../table-columns.ts'
import { toBuffer } from '../to-buffer.ts'
import type { CommitInput, DocumentRuns, Run } from '../../../ports/documents/document-runs.ts'
import type { Announce } from '../announce.ts'
import { guarded, type Database, type Tx } from '../database.ts'
import { appendChange } from '../moves/change-log.ts'
import { watched } from '../watched-transaction.ts'
import { requireStillActive } from './active-collection-guard.ts'
import { heldByAnother, lockDocument, type LockTimes } from './document-lock.ts'
import { replaceWords } from '../words/store-words.ts'
import { ownedDocument } from './select-document.ts'
import { takeNewText } from './new-texts.ts'
import { toStoredWarnings } from './stored-warnings.ts'

/** Rows per statement; PostgreSQL takes at most 65,535 parameters. */
const insertBatch = 1000

/** The one step in which a document's chunks appear: vectors, rows and status under the document's lock. */
export function documentCommit(
  db: Database,
  { clock, lockMs, announce }: LockTimes & { readonly announce: Announce },
): Pick<DocumentRuns, 'commit'> {
  return {
    commit: (run, input, index) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          await lockDocument(tx, run.documentId, lockMs, heldByAnother)
          const row = await ownedDocument(tx, run).select('id').executeTakeFirst()
          if (row === undefined) return false
          await watched(tx, clock, index)
          await requireStillActive(tx, run.companyId, input.collectionId)
          await replaceChunks(tx, run, input)
          await replaceWords(
            tx,
            run,
            input.chunks.map(({ index: number }, at) => [number, input.terms[at] ?? '']),
          )
          // a delete that came meanwhile is not overwritten: its removal waits for our lock and takes everything away
          await finish(tx, run, input)
          await appendChange(tx, run, input.collectionId)
          const { companyId, documentId } = run
          await announce(tx, { type: 'document.processed', companyId, documentId })
          return true
        }),
      ),
  }
}

async function replaceChunks(
  tx: Tx,
  run: Run,
  { chunks, titles, documentTitle, pieceVectors }: CommitInput,
): Promise<void> {
  await tx
    .deleteFrom('document_chunks')
    .where('document_id', '=', run.documentId)
    .where('company_id', '=', run.companyId)
    .execute()
  for (let from = 0; from < chunks.length; from += insertBatch) {
    const rows = chunks.slice(from, from + insertBatch).map((chunk, offset) => ({
      document_id: run.documentId,
      company_id: run.companyId,
      chunk_index: chunk.index,
      content: chunk.text,
      metadata: JSON.stringify({
        ...toStoredPlace(chunk.place),
        title: titles[from + offset] ?? '',
        ...(documentTitle === null ? {} : { document_title: documentTitle }),
        tokens: chunk.tokens,
        content_hash: chunk.contentHash,
        outline: toStoredOutline(chunk.outline),
        ...toStoredTables(chunk.tables),
      }),
      embedding_id: chunkId(run.documentId, chunk.index),
      vector_status: 'created',
      char_start: chunk.start,
      char_end: chunk.end,
      heading_path: JSON.stringify(chunk.headingPath),
      piece_vectors: toBuffer(pieceVectors[from + offset]),
    }))
    await tx.insertInto('document_chunks').values(rows).execute()
  }
}

async function finish(tx: Tx, run: Run, { chunks, warnings }: CommitInput): Promise<void> {
  await takeNewText(tx, run)
  await tx
    .deleteFrom('pending_embeddings')
    .where('document_id', '=', run.documentId)
    .where('company_id', '=', run.companyId)
    .execute()
  await tx
    .updateTable('documents')
    .set({
      status: 'processed',
      stage: 'done',
      stage_done: chunks.length,
      stage_total: chunks.length,
      chunk_count: chunks.length,
      error_code: null,
      error_message: null,
      ...toStoredWarnings(warnings),
      run_id: null,
      // a kept text of other rules is never used
      text_version: extractionVersion,
      reprocess_at: null,
      updated_at: sql`now()`,
    })
    .where('company_id', '=', run.companyId)
    .where('id', '=', run.documentId)
    .execute()
}
