import { warning } from '../../../domain/warnings/warning.ts'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { readPart } from '../containers/read-part.ts'
import { openZipArchive } from '../containers/zip-archive.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import type { EngineJob } from '../engine/engine.ts'
import { closeEmptyElements } from '../html/close-empty.ts'
import { declaredEncoding } from '../html/declared-encoding.ts'
import { htmlDrafts } from '../html/html-drafts.ts'
import { buildText } from '../layout/text-builder.ts'
import { usableTitle } from '../layout/usable-title.ts'
import { decodeText } from '../text/decode-text.ts'
import { readPackage } from './read-package.ts'
import { readChapterNames } from './chapter-names.ts'
import { withPrintedHeadings } from './printed-headings.ts'
import type { Chapter } from './printed-headings.ts'

/** A whole book in one part is far smaller. */
const maxChapterBytes = 32 * 1024 * 1024
/** Of the sheets that say what is hidden and raised. */
const maxSheets = 20

/**
 * Text of an e-book in reading order, chapter by chapter. A chapter that does not begin with a heading gets the name it has
 * in the table of contents.
 * @throws AppError `password_protected` (protected against copying), `corrupt_file`, `archive_bomb`, `too_complex`,
 * `no_text`, `too_much_text`
 */
export function extractEpub(job: EngineJob): ExtractedText {
  const archive = openZipArchive({ path: job.path, format: 'EPUB', maxTextChars: job.limits.maxTextChars })
  try {
    return readEpub(archive, job)
  } finally {
    archive.close()
  }
}

function readEpub(archive: ZipArchive, job: EngineJob): ExtractedText {
  const book = readPackage(archive)
  if (book === null)
    throw new AppError('corrupt_file', 'The EPUB file has no book in it. Save it again from its source.')
  const names = readChapterNames(archive, book)
  const sheets = book.sheets
    .slice(0, maxSheets)
    .map((part) => readPart(archive, part, maxChapterBytes)?.toString('utf8') ?? '')
  const chapters: Chapter[] = []
  let missing = 0
  for (const [index, part] of book.chapters.entries()) {
    const bytes = readPart(archive, part, maxChapterBytes)
    if (bytes === null) missing++
    else chapters.push(readChapter(bytes, { name: names.get(part), archive, sheets }))
    job.onProgress(index + 1, book.chapters.length)
  }
  return buildText(withPrintedHeadings(chapters).flat(), {
    maxTextChars: job.limits.maxTextChars,
    check: archive.budget.check,
    pageCount: null,
    title: usableTitle(book.title),
    warnings: missing === 0 ? [] : [warning('chapters_missing', { chapters: missing })],
  })
}

interface OpenChapter {
  /** In the table of contents. */
  readonly name: string | undefined
  readonly archive: ZipArchive
  readonly sheets: readonly string[]
}

function readChapter(bytes: Buffer, { name, archive, sheets }: OpenChapter): Chapter {
  const html = closeEmptyElements(decodeText(bytes, declaredEncoding(bytes)))
  const { drafts, facts } = htmlDrafts(html, { skipNavigation: true, sheets, sizes: true })
  for (const { text } of drafts) {
    archive.budget.spend(text.length)
    archive.budget.spendBlock()
  }
  return { name, drafts, facts }
}
