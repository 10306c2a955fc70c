import type { ExtractedText } from '../../../domain/extracted.ts'
import type { DocumentTexts } from '../../../ports/documents/document-texts.ts'
import type { Run } from '../../../ports/documents/document-runs.ts'
import { guarded, type Database, type Tx } from '../database.ts'
import { keepText, keptTexts } from './new-texts.ts'
import { ownedDocument } from './select-document.ts'
import { fromStoredLayout, toStoredLayout } from './stored-layout.ts'

/** The extracted text and the embeddings of an unfinished attempt, so that a later attempt need not start over. */
export function documentTexts(db: Database): DocumentTexts {
  return {
    saveText: (run, extracted) =>
      guarded(async () => {
        const values = { content: extracted.text, layout: await toStoredLayout(extracted) }
        await whileOwned(db, run, async (tx, status) => {
          await keepText(tx, run, status, values)
          await scansOf(tx, run).execute()
        })
      }),

    loadText: (companyId, documentId) =>
      guarded(async () => {
        for (const { content, layout } of await keptTexts(db, { companyId, documentId })) {
          const text = await fromStoredLayout(content, layout)
          if (text !== null) return text
        }
        return null
      }),

    saveScan: (run, page, scan) =>
      guarded(() =>
        whileOwned(db, run, async (tx) => {
          const values = {
            content: scan?.text ?? null,
            layout: scan === null ? null : await toStoredLayout(scan),
          }
          await tx
            .insertInto('document_scans')
            .values({ document_id: run.documentId, company_id: run.companyId, page, ...values })
            .onConflict((conflict) => conflict.columns(['document_id', 'page']).doUpdateSet(values))
            .execute()
        }),
      ),

    loadScans: (companyId, documentId) =>
      guarded(async () => {
        const rows = await db
          .selectFrom('document_scans')
          .select(['page', 'content', 'layout'])
          .where('company_id', '=', companyId)
          .where('document_id', '=', documentId)
          .execute()
        const scans = new Map<number, ExtractedText | null>()
        for (const { page, content, layout } of rows) {
          const scan = content === null ? null : await fromStoredLayout(content, layout)
          // one that other rules have read is read once more
          if (content === null || scan !== null) scans.set(page, scan)
        }
        return scans
      }),

    saveEmbeddings: (run, rows) =>
      guarded(() =>
        whileOwned(db, run, async (tx) => {
          if (rows.length === 0) return
          await tx
            .insertInto('pending_embeddings')
            .values(
              rows.map(({ textHash, embedding }) => ({
                document_id: run.documentId,
                company_id: run.companyId,
                text_hash: textHash,
                embedding: Buffer.from(embedding.buffer, embedding.byteOffset, embedding.byteLength),
              })),
            )
            .onConflict((conflict) => conflict.columns(['document_id', 'text_hash']).doNothing())
            .execute()
        }),
      ),

    loadEmbeddings: (companyId, documentId) =>
      guarded(async () => {
        const rows = await db
          .selectFrom('pending_embeddings')
          .select(['text_hash', 'embedding'])
          .where('company_id', '=', companyId)
          .where('document_id', '=', documentId)
          .execute()
        return new Map(rows.map((row) => [row.text_hash, toFloats(row.embedding)]))
      }),
  }
}

function scansOf(tx: Tx, run: Run) {
  return tx
    .deleteFrom('document_scans')
    .where('document_id', '=', run.documentId)
    .where('company_id', '=', run.companyId)
}

/**
 * Nothing of a run that is over: the chunks of the run that took its place point into the text that run has read. The share
 * lock makes a claim wait for what is being written, so that the next run reads it.
 */
async function whileOwned(db: Database, run: Run, write: (tx: Tx, status: string) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await ownedDocument(tx, run).select('status').forShare().executeTakeFirst()
    if (row !== undefined) await write(tx, row.status)
  })
}

/** Buffers of pg are not aligned to four bytes, so the bytes are copied once. */
function toFloats(bytes: Buffer): Float32Array {
  const floats = new Float32Array(bytes.byteLength / 4)
  new Uint8Array(floats.buffer).set(bytes)
  return floats
}
