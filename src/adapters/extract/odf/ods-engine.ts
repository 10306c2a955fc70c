import { warning } from '../../../domain/warnings/warning.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { buildText } from '../layout/text-builder.ts'
import { createOdsReader } from './ods-reader.ts'
import { readOdf } from './read-odf.ts'

/** As for XLSX: never held, bounded by the text that comes out and the size of the upload. */
const unpack = { maxPartBytes: 1024 * 1024 * 1024, maxTotalBytes: 1024 * 1024 * 1024 }

/**
 * Text of an OpenDocument workbook: each sheet under its name, one line a row, values as they are shown. Hidden sheets, rows
 * and columns are left out, with a warning.
 * @throws AppError `password_protected`, `corrupt_file`, `archive_bomb`, `too_complex`, `no_text`, `too_much_text`
 */
export function extractOds(job: EngineJob): ExtractedText {
  const { content, headers, footers, damaged, title, budget } = readOdf(job, 'ODS', createOdsReader, unpack)
  const { drafts, warnings } = content.result()
  job.onProgress(1, 1)
  return buildText([...drafts, ...headers, ...footers], {
    maxTextChars: job.limits.maxTextChars,
    check: budget.check,
    pageCount: null,
    title,
    warnings: damaged ? [...warnings, warning('document_damaged', {})] : warnings,
  })
}
