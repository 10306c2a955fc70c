import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { tooManyPages } from '../engine/engine.ts'
import type { EngineJob } from '../engine/engine.ts'
import { statedTitle } from '../containers/core-title.ts'
import { refuseEncrypted } from '../containers/refuse-encrypted.ts'
import { usableTitle } from '../layout/usable-title.ts'
import { buildText } from '../layout/text-builder.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { openBody } from './open-body.ts'
import { openDocx } from './open-docx.ts'
import { createBodyReader, newBodyResult } from './docx-body.ts'
import type { BodyResult } from './docx-body.ts'
import { readMargins } from './docx-margins.ts'
import { createReferences } from './docx-references.ts'
import { readXml } from '../containers/read-xml.ts'

/**
 * Text of a DOCX: headings from styles, lists with their printed labels, tables row by row, notes, comments, charts and text
 * boxes after the paragraph that refers to them, headers before everything and footers after it, every line of them once.
 * Pages come from Word's record of its last rendering, if any. A package in one piece of XML, and
 * what Word 2003 wrote as XML, is read as a packed one.
 * @throws AppError `password_protected`, `corrupt_file`, `archive_bomb`, `too_complex`, `no_text`, `too_much_text`
 */
export function extractDocx(job: EngineJob): ExtractedText {
  refuseEncrypted(job.path)
  const archive = openDocx(job.path, job.limits.maxTextChars)
  try {
    return readDocx(archive, job)
  } finally {
    archive.close()
  }
}

function readDocx(archive: ZipArchive, job: EngineJob): ExtractedText {
  const { main, context, relations, note } = openBody(archive)
  const leftOut = new Set<string>()
  const references = createReferences(archive, relations, note, leftOut)
  const result = newBodyResult()
  const { found, damaged } = readXml(archive, main, createBodyReader({ ...context, references }, result))
  if (!found) throw new AppError('corrupt_file', 'The DOCX file has no document in it. Save it again from Word.')
  if (result.renderedBreaks >= job.limits.maxPages) throw tooManyPages(result.renderedBreaks + 1, job.limits)
  const [headers, footers] = (['header', 'footer'] as const).map((side) =>
    readMargins(archive, { relations, margins: result.margins }, side, context),
  )
  job.onProgress(1, 1)
  const isPaged = result.renderedBreaks > 0
  return buildText([...(headers ?? []), ...result.drafts, ...(footers ?? [])], {
    maxTextChars: job.limits.maxTextChars,
    check: archive.budget.check,
    pageCount: isPaged ? result.page : null,
    pagesApproximate: isPaged,
    title: usableTitle(statedTitle(archive, 'docProps/core.xml')) ?? result.title ?? null,
    warnings: warningsOf(result, damaged, leftOut),
  })
}

function warningsOf(result: BodyResult, damaged: boolean, leftOut: ReadonlySet<string>): DocumentWarning[] {
  const warnings: DocumentWarning[] = []
  if (damaged) warnings.push(warning('document_damaged', {}))
  if (leftOut.size > 0) warnings.push(warning('part_unread', {}))
  if (result.unknownLetters > 0) warnings.push(warning('symbols_unread', { letters: result.unknownLetters }))
  if (result.hiddenLetters > 0) warnings.push(warning('text_hidden', { letters: result.hiddenLetters }))
  return warnings
}
