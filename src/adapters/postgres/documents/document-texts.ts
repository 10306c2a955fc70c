import { z } from 'zod'
import type { Block, BlockKind, ExtractedText, Sheet } from '../../../domain/extracted.ts'
import { extractionVersion } from '../../../domain/extraction-version.ts'
import type { DocumentTexts } from '../../../ports/documents/document-texts.ts'
import type { Run } from '../../../ports/documents/document-runs.ts'
import { guarded, type Database, type Tx } from '../database.ts'
import { ownedDocument } from './select-document.ts'

/** Blocks are kept as [kind, level or 0, start, end]: a thousand pages are ten thousand blocks. */
const layoutSchema = z.object({
  // Texts of the first version do not tell it.
  version: z.number().default(1),
  blocks: z.array(z.tuple([z.string(), z.number(), z.number(), z.number()])),
  pages: z.array(z.tuple([z.number(), z.number(), z.number()])),
  pagesApproximate: z.boolean(),
  pageKind: z.literal('slide').optional(),
  /** Name, and number, start and end of each row. */
  sheets: z.array(z.tuple([z.string(), z.array(z.tuple([z.number(), z.number(), z.number()]))])).optional(),
  // Texts of earlier versions have none.
  tables: z.array(z.tuple([z.number(), z.number(), z.array(z.string())])).default([]),
  /** Number and confidence of each page that was read by OCR. */
  ocr: z.array(z.tuple([z.number(), z.number()])).optional(),
  title: z.string().nullable(),
  warnings: z.array(z.string()),
})

/** The extracted text and the embeddings of an unfinished attempt, so that a later attempt need not start over. */
export function documentTexts(db: Database): DocumentTexts {
  return {
    saveText: (run, extracted) =>
      guarded(() =>
        whileOwned(db, run, async (tx) => {
          const values = { content: extracted.text, layout: JSON.stringify(toLayout(extracted)) }
          await tx
            .insertInto('document_texts')
            .values({ document_id: run.documentId, company_id: run.companyId, ...values })
            .onConflict((conflict) => conflict.column('document_id').doUpdateSet(values))
            .execute()
          await scansOf(tx, run).execute()
        }),
      ),

    loadText: (companyId, documentId) =>
      guarded(async () => {
        const row = await db
          .selectFrom('document_texts')
          .select(['content', 'layout'])
          .where('company_id', '=', companyId)
          .where('document_id', '=', documentId)
          .executeTakeFirst()
        if (row === undefined) return null
        const layout = layoutSchema.parse(row.layout)
        // Another version reads files otherwise; the original is read once more.
        return layout.version === extractionVersion ? fromLayout(row.content, layout) : null
      }),

    saveScan: (run, page, scan) =>
      guarded(() =>
        whileOwned(db, run, async (tx) => {
          const values = {
            content: scan?.text ?? null,
            layout: scan === null ? null : JSON.stringify(toLayout(scan)),
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
        return new Map(
          rows.map(({ page, content, layout }) => [
            page,
            content === null ? null : fromLayout(content, layoutSchema.parse(layout)),
          ]),
        )
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
async function whileOwned(db: Database, run: Run, write: (tx: Tx) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await ownedDocument(tx, run).select('id').forShare().executeTakeFirst()
    if (row !== undefined) await write(tx)
  })
}

function toLayout(extracted: ExtractedText): z.infer<typeof layoutSchema> {
  return {
    version: extractionVersion,
    blocks: extracted.blocks.map((block) => [block.kind, block.level ?? 0, block.start, block.end]),
    pages: extracted.pages.map((page) => [page.number, page.start, page.end]),
    pagesApproximate: extracted.pagesApproximate,
    pageKind: extracted.pageKind,
    sheets: extracted.sheets?.map(({ name, rows }) => [name, rows.map((row) => [row.number, row.start, row.end])]),
    ocr: extracted.ocr?.map(({ page, confidence }) => [page, confidence]),
    tables: extracted.tables.map(({ start, end, heads }) => [start, end, [...heads]]),
    title: extracted.title,
    warnings: [...extracted.warnings],
  }
}

function fromLayout(text: string, layout: z.infer<typeof layoutSchema>): ExtractedText {
  return {
    text,
    blocks: layout.blocks.map(([kind, level, start, end]): Block =>
      // written by toLayout from a BlockKind
      level === 0 ? { kind: kind as BlockKind, start, end } : { kind: kind as BlockKind, level, start, end },
    ),
    pages: layout.pages.map(([number, start, end]) => ({ number, start, end })),
    pagesApproximate: layout.pagesApproximate,
    ...(layout.pageKind === undefined ? {} : { pageKind: layout.pageKind }),
    ...(layout.ocr === undefined ? {} : { ocr: layout.ocr.map(([page, confidence]) => ({ page, confidence })) }),
    ...(layout.sheets === undefined ? {} : { sheets: layout.sheets.map(toSheet) }),
    tables: layout.tables.map(([start, end, heads]) => ({ start, end, heads })),
    title: layout.title,
    warnings: layout.warnings,
  }
}

function toSheet([name, rows]: NonNullable<z.infer<typeof layoutSchema>['sheets']>[number]): Sheet {
  return { name, rows: rows.map(([number, start, end]) => ({ number, start, end })) }
}

/** Buffers of pg are not aligned to four bytes, so the bytes are copied once. */
function toFloats(bytes: Buffer): Float32Array {
  const floats = new Float32Array(bytes.byteLength / 4)
  new Uint8Array(floats.buffer).set(bytes)
  return floats
}
