import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { tooManyPages } from '../engine/engine.ts'
import type { EngineJob } from '../engine/engine.ts'
import { findOleStreams } from '../containers/ole-streams.ts'
import { usableTitle } from '../layout/usable-title.ts'
import { buildText } from '../layout/text-builder.ts'
import { openDocx } from './docx-archive.ts'
import type { DocxArchive } from './docx-archive.ts'
import { createBodyReader } from './docx-body.ts'
import type { BodyResult } from './docx-body.ts'
import { readNotes } from './docx-notes.ts'
import { readNumbering } from './docx-numbering.ts'
import { readStyles } from './docx-styles.ts'
import type { ListPlace } from './docx-styles.ts'
import { readXml } from './read-xml.ts'

/**
 * Text of a DOCX: headings from styles, lists with their printed labels, tables row by row, notes after the paragraph
 * that refers to them. Headers and footers are left out. Pages come from Word's record of its last rendering, if any.
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
  const { budget } = archive
  const main = mainPart(archive)
  const beside = (name: string): string => main.replace(/[^/]*$/, name)
  const labels = readNumbering(archive, beside('numbering.xml'))
  const context = {
    budget,
    styles: readStyles(archive, beside('styles.xml')),
    labels(place: ListPlace) {
      const label = labels(place)
      budget.spend(label.length)
      return label
    },
  }
  const parts = { footnote: beside('footnotes.xml'), endnote: beside('endnotes.xml') }
  const takeNote = readNotes(archive, parts, context)
  const result: BodyResult = { drafts: [], title: null, renderedBreaks: 0 }
  const { found, damaged } = readXml(archive, main, createBodyReader({ ...context, takeNote }, result))
  if (!found) throw new AppError('corrupt_file', 'The DOCX file has no document in it. Save it again from Word.')
  if (result.renderedBreaks >= job.limits.maxPages) throw tooManyPages(result.renderedBreaks + 1, job.limits)
  job.onProgress(1, 1)
  return buildText(result.drafts, {
    maxTextChars: job.limits.maxTextChars,
    check: budget.check,
    paged: result.renderedBreaks > 0,
    pagesApproximate: result.renderedBreaks > 0,
    title: coreTitle(archive) ?? result.title?.replaceAll('\f', ' ') ?? null,
    warnings: damaged ? ['the document is damaged: a part of its text may be missing'] : [],
  })
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
