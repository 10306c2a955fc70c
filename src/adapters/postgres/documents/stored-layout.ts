import { z } from 'zod'
import type { Block, BlockKind, ExtractedText, Sheet } from '../../../domain/extracted.ts'
import { extractionVersion } from '../../../domain/extraction-version.ts'
import type { DocumentWarning } from '../../../domain/warnings/warning.ts'
import { createBreather, type Breathe } from '../../../flow/breathe.ts'
import { storedTables, toStoredTable, toTable } from '../table-columns.ts'

/** A text of one line a block has millions of them: so many are written, or read, at a time. */
const blocksAPiece = 5_000

/** Blocks are kept as [kind, level or 0, start, end]: a thousand pages are ten thousand blocks. */
const pieceSchema = z.array(z.tuple([z.string(), z.number(), z.number(), z.number()]))

const layoutSchema = z.object({
  /** Pieces of at most `blocksAPiece` blocks, each a text of JSON, which whoever reads the rest does not parse. */
  blocks: z.array(z.string()),
  pages: z.array(z.tuple([z.number(), z.number(), z.number()])),
  pagesApproximate: z.boolean(),
  pageKind: z.literal('slide').optional(),
  /** Name, and number, start and end of each row. */
  sheets: z.array(z.tuple([z.string(), z.array(z.tuple([z.number(), z.number(), z.number()]))])).optional(),
  tables: storedTables,
  /** Number and confidence of each page that was read by OCR. */
  ocr: z.array(z.tuple([z.number(), z.number()])).optional(),
  /** Part and name of each. */
  attachments: z.array(z.tuple([z.string(), z.string()])).optional(),
  title: z.string().nullable(),
  warnings: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) })),
})

/** Texts of the first version do not tell it. */
const versionSchema = z.object({ version: z.number().default(1) })

/** Everything of an extracted text but the text, as JSON. Breathes: blocks grow with the document. */
export async function toStoredLayout(extracted: ExtractedText, breathe: Breathe = createBreather()): Promise<string> {
  const blocks: string[] = []
  for (let from = 0; from < extracted.blocks.length; from += blocksAPiece) {
    const piece = extracted.blocks.slice(from, from + blocksAPiece)
    blocks.push(JSON.stringify(piece.map((block) => [block.kind, block.level ?? 0, block.start, block.end])))
    const pause = breathe()
    if (pause !== undefined) await pause
  }
  const layout: z.infer<typeof layoutSchema> = {
    blocks,
    pages: extracted.pages.map((page) => [page.number, page.start, page.end]),
    pagesApproximate: extracted.pagesApproximate,
    pageKind: extracted.pageKind,
    sheets: extracted.sheets?.map(({ name, rows }) => [name, rows.map((row) => [row.number, row.start, row.end])]),
    ocr: extracted.ocr?.map(({ page, confidence }) => [page, confidence]),
    tables: extracted.tables.map(toStoredTable),
    attachments: extracted.attachments?.map(({ part, name }) => [part, name]),
    title: extracted.title,
    warnings: extracted.warnings.map(({ code, facts }) => ({ code, facts: { ...facts } })),
  }
  return JSON.stringify({ version: extractionVersion, ...layout })
}

/** Null when another version of the rules has read the file: the original is to be read once more. */
export async function fromStoredLayout(
  text: string,
  stored: unknown,
  breathe: Breathe = createBreather(),
): Promise<ExtractedText | null> {
  if (versionSchema.parse(stored).version !== extractionVersion) return null
  const layout = layoutSchema.parse(stored)
  const blocks: Block[] = []
  for (const piece of layout.blocks) {
    for (const [kind, level, start, end] of pieceSchema.parse(JSON.parse(piece))) {
      // written by `toStoredLayout` from a BlockKind
      const place = { kind: kind as BlockKind, start, end }
      blocks.push(level === 0 ? place : { ...place, level })
    }
    const pause = breathe()
    if (pause !== undefined) await pause
  }
  return {
    text,
    blocks,
    pages: layout.pages.map(([number, start, end]) => ({ number, start, end })),
    pagesApproximate: layout.pagesApproximate,
    ...(layout.pageKind === undefined ? {} : { pageKind: layout.pageKind }),
    ...(layout.ocr === undefined ? {} : { ocr: layout.ocr.map(([page, confidence]) => ({ page, confidence })) }),
    ...(layout.sheets === undefined ? {} : { sheets: layout.sheets.map(toSheet) }),
    ...(layout.attachments === undefined
      ? {}
      : { attachments: layout.attachments.map(([part, name]) => ({ part, name })) }),
    tables: layout.tables.map(toTable),
    title: layout.title,
    // written by `toStoredLayout` of the same version
    warnings: layout.warnings as DocumentWarning[],
  }
}

function toSheet([name, rows]: NonNullable<z.infer<typeof layoutSchema>['sheets']>[number]): Sheet {
  return { name, rows: rows.map(([number, start, end]) => ({ number, start, end })) }
}
