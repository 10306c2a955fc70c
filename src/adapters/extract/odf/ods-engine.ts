import { warning } from '../../../domain/warnings/warning.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { readXml } from '../containers/read-xml.ts'
import type { EngineJob } from '../engine/engine.ts'
import { buildText } from '../layout/text-builder.ts'
import { createOdsReader } from './ods-reader.ts'
import { readOdfPackage } from './odf-package.ts'
import { odfTitle, openOdf } from './open-odf.ts'

/** As for XLSX: never held, bounded by the text that comes out and the size of the upload. */
const unpack = { maxPartBytes: 1024 * 1024 * 1024, maxTotalBytes: 1024 * 1024 * 1024 }

/**
 * Text of an OpenDocument workbook: each sheet under its name, one line a row, values as they are shown. Hidden sheets, rows
 * and columns are left out, with a warning.
 * @throws AppError `password_protected`, `corrupt_file`, `archive_bomb`, `too_complex`, `no_text`, `too_much_text`
 */
export function extractOds(job: EngineJob): ExtractedText {
  const archive = openOdf(job, 'ODS', unpack)
  try {
    const { context, headers, footers } = readOdfPackage(archive)
    const reader = createOdsReader(context)
    const { damaged } = readXml(archive, 'content.xml', reader.handler)
    const { drafts, warnings } = reader.result()
    job.onProgress(1, 1)
    return buildText([...drafts, ...headers, ...footers], {
      maxTextChars: job.limits.maxTextChars,
      check: archive.budget.check,
      pageCount: null,
      title: odfTitle(archive),
      warnings: damaged ? [...warnings, warning('document_damaged', {})] : warnings,
    })
  } finally {
    archive.close()
  }
}
