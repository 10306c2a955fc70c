import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { tooManyPages } from '../engine/engine.ts'
import type { EngineJob } from '../engine/engine.ts'
import { findOleStreams } from '../containers/ole-streams.ts'
import { usableTitle } from '../layout/usable-title.ts'
import { buildText } from '../layout/text-builder.ts'
import { openDocx } from './docx-archive.ts'
import type { DocxArchive } from './docx-archive.ts'
import { createBodyReader, newBodyResult } from './docx-body.ts'
import type { BodyContext, BodyResult } from './docx-body.ts'
import { readMargins } from './docx-margins.ts'
import { readNotes } from './docx-notes.ts'
import { readNumbering } from './docx-numbering.ts'
import { createReferences, noReferences } from './docx-references.ts'
import { readRelations } from './docx-relations.ts'
import { readStyles } from './docx-styles.ts'
import type { ListPlace } from './docx-styles.ts'
import { readXml } from './read-xml.ts'

/**
 * Text of a DOCX: headings from styles, lists with their printed labels, tables row by row, notes, comments, charts and text
 * boxes after the paragraph that refers to them, headers before everything and footers after it, every line of them once.
 * Pages come from Word's record of its last rendering, if any.
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

function refuseEncrypted(path: string): void {
  if (findOleStreams(path)?.includes('EncryptedPackage') === true) {
    throw new AppError('password_protected', 'The document is protected by a password. Upload a copy without it.')
  }
}

function readDocx(archive: DocxArchive, job: EngineJob): ExtractedText {
  const main = mainPart(archive)
  const beside = (name: string): string => main.replace(/[^/]*$/, name)
  const context = bodyContext(archive, beside)
  const relations = readRelations(archive, main)
  const parts = {
    footnote: beside('footnotes.xml'),
    endnote: beside('endnotes.xml'),
    comment: beside('comments.xml'),
  }
  const leftOut = new Set<string>()
  const references = createReferences(archive, relations, readNotes(archive, parts, context), leftOut)
  const result = newBodyResult()
  const { found, damaged } = readXml(archive, main, createBodyReader({ ...context, references }, result))
  if (!found) throw new AppError('corrupt_file', 'The DOCX file has no document in it. Save it again from Word.')
  if (result.renderedBreaks >= job.limits.maxPages) throw tooManyPages(result.renderedBreaks + 1, job.limits)
  const [headers, footers] = (['header', 'footer'] as const).map((side) =>
    readMargins(archive, relations, side, context),
  )
  job.onProgress(1, 1)
  const isPaged = result.renderedBreaks > 0
  return buildText([...(headers ?? []), ...result.drafts, ...(footers ?? [])], {
    maxTextChars: job.limits.maxTextChars,
    check: archive.budget.check,
    pageCount: isPaged ? result.page : null,
    pagesApproximate: isPaged,
    title: coreTitle(archive) ?? result.title ?? null,
    warnings: warningsOf(result, damaged, leftOut),
  })
}

/** Of the document and of every part beside it, without what the document alone can refer to. */
function bodyContext(archive: DocxArchive, beside: (name: string) => string): BodyContext {
  const { budget } = archive
  const labels = readNumbering(archive, beside('numbering.xml'))
  return {
    budget,
    styles: readStyles(archive, beside('styles.xml')),
    references: noReferences,
    labels(place: ListPlace) {
      const label = labels(place)
      budget.spend(label.length)
      return label
    },
  }
}

function warningsOf(result: BodyResult, damaged: boolean, leftOut: ReadonlySet<string>): string[] {
  const warnings: string[] = []
  if (damaged) warnings.push('the document is damaged: a part of its text may be missing')
  if (leftOut.size > 0) warnings.push('a part in another format inside the document could not be read')
  if (result.unknownLetters > 0) warnings.push(`${result.unknownLetters} letters of symbol fonts could not be read`)
  return warnings
}

/** The relationship of type `officeDocument` names the main part; nearly always `word/document.xml`. */
function mainPart(archive: DocxArchive): string {
  let target = ''
  readXml(archive, '_rels/.rels', {
    open(name, attributes) {
      if (/(?:^|:)Relationship$/.test(name) && attributes['Type']?.endsWith('/officeDocument') === true) {
        target = attributes['Target'] ?? ''
      }
    },
    close: () => undefined,
  })
  const part = target.replace(/^\//, '')
  return part !== '' && archive.has(part) ? part : 'word/document.xml'
}

function coreTitle(archive: DocxArchive): string | null {
  let title = ''
  let inTitle = false
  readXml(archive, 'docProps/core.xml', {
    open(name) {
      inTitle = name === 'dc:title'
    },
    close() {
      inTitle = false
    },
    text(text) {
      if (inTitle && title.length < 1_000) title += text
    },
  })
  return usableTitle(title)
}
