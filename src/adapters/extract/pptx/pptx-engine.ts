import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { statedTitle } from '../containers/core-title.ts'
import { refuseEncrypted } from '../containers/refuse-encrypted.ts'
import { mainPart, readRelations } from '../containers/relationships.ts'
import type { Relation } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import { openZipArchive } from '../containers/zip-archive.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { tooManyPages } from '../engine/engine.ts'
import type { EngineJob } from '../engine/engine.ts'
import type { Draft } from '../layout/draft.ts'
import { buildText } from '../layout/text-builder.ts'
import { usableTitle } from '../layout/usable-title.ts'
import { readBesidePart } from '../docx/docx-parts.ts'
import { createMarginLines } from '../layout/margin-lines.ts'
import { readSlide } from './read-slide.ts'
import { commentDrafts, readAuthors } from './slide-comments.ts'
import type { Authors } from './slide-comments.ts'

/**
 * Text of a presentation, slide by slide: its title as a heading, then its shapes and tables as they were put there, then the
 * speaker's notes and remarks. What stands at the foot of slides comes once, at the end. Hidden slides are left out, with a
 * warning, and so are dates and numbers of slides, and what is struck through.
 * @throws AppError `password_protected`, `corrupt_file`, `archive_bomb`, `too_complex`, `no_text`, `too_much_text`
 */
export function extractPptx(job: EngineJob): ExtractedText {
  refuseEncrypted(job.path)
  const archive = openZipArchive({ path: job.path, format: 'PPTX', maxTextChars: job.limits.maxTextChars })
  try {
    return readPptx(archive, job)
  } finally {
    archive.close()
  }
}

function readPptx(archive: ZipArchive, job: EngineJob): ExtractedText {
  const main = mainPart(archive, 'ppt/presentation.xml')
  const parts = slideParts(archive, main)
  if (parts.length > job.limits.maxPages) throw tooManyPages(parts.length, job.limits)
  const drafts: Draft[] = []
  const warnings: DocumentWarning[] = []
  const authors = readAuthors(archive, main)
  const footers = createMarginLines()
  for (const [index, part] of parts.entries()) {
    const slide = readSlideWithNotes(archive, part, authors)
    if (slide.isHidden) warnings.push(warning('slide_hidden', { slide: index + 1 }))
    if (slide.damaged) warnings.push(warning('slide_damaged', { slide: index + 1 }))
    if (!slide.isHidden) {
      for (const draft of slide.drafts) drafts.push({ ...draft, page: index + 1 })
      footers.add(slide.footer)
    }
    job.onProgress(index + 1, parts.length)
  }
  return buildText([...drafts, ...footers.lines], {
    maxTextChars: job.limits.maxTextChars,
    check: archive.budget.check,
    pageCount: parts.length,
    pageKind: 'slide',
    title: usableTitle(statedTitle(archive, 'docProps/core.xml')),
    warnings,
  })
}

/** The parts of the slides in the order in which they are shown. */
function slideParts(archive: ZipArchive, main: string): string[] {
  const relationships = readRelations(archive, main)
  const parts: string[] = []
  const { found } = readXml(archive, main, {
    open(name, attributes) {
      const target = name === 'p:sldId' ? relationships.get(attributes['r:id'] ?? '') : undefined
      if (target?.type === 'slide' && archive.has(target.target)) parts.push(target.target)
    },
    close: () => undefined,
  })
  if (!found) throw new AppError('corrupt_file', 'The PPTX file has no presentation in it. Save it again.')
  return parts
}

interface SlideText {
  readonly drafts: readonly Draft[]
  readonly footer: readonly Draft[]
  readonly isHidden: boolean
  readonly damaged: boolean
}

function readSlideWithNotes(archive: ZipArchive, part: string, authors: Authors): SlideText {
  const relationships = readRelations(archive, part)
  const slide = readSlide(archive, part, { relationships, isNotes: false })
  const beside = [...relationships.values()]
  const ofKind = (kind: string): Relation[] => beside.filter((one) => one.type === kind && !one.isOutside)
  const drawn = [...ofKind('diagramData'), ...ofKind('chart')].flatMap(
    ({ type, target }) => readBesidePart(archive, type, target) ?? [],
  )
  for (const { text } of drawn) archive.budget.spend(text.length)
  const notes = ofKind('notesSlide').flatMap(({ target }) => {
    return readSlide(archive, target, { relationships: new Map(), isNotes: true }).drafts
  })
  return { ...slide, drafts: [...slide.drafts, ...drawn, ...notes, ...commentDrafts(archive, beside, authors)] }
}
