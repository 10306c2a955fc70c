import { warning } from '../../../domain/warnings/warning.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { tooManyPages } from '../engine/engine.ts'
import type { EngineJob } from '../engine/engine.ts'
import { buildText } from '../layout/text-builder.ts'
import { createMarginLines } from '../layout/margin-lines.ts'
import { createOdfReader } from './odf-reader.ts'
import { readOdf } from './read-odf.ts'

/**
 * Text of an OpenDocument text: headings by their level, lists with their labels, tables row by row, notes and remarks after
 * the paragraph they belong to, headers before everything and footers after it. Pages come from the record of the last rendering, where the program kept one.
 * @throws AppError `password_protected`, `corrupt_file`, `archive_bomb`, `too_complex`, `no_text`, `too_much_text`
 */
export function extractOdt(job: EngineJob): ExtractedText {
  return extract(job, 'ODT')
}

/** Text of an OpenDocument presentation, slide by slide, with the speaker's notes. Hidden slides are left out. */
export function extractOdp(job: EngineJob): ExtractedText {
  return extract(job, 'ODP')
}

function extract(job: EngineJob, format: 'ODT' | 'ODP'): ExtractedText {
  const { content, headers, footers, damaged, title, budget } = readOdf(job, format, createOdfReader)
  const { drafts, pages, hasPages, hiddenSlides, hiddenLetters, hasUnread, footers: declared } = content.result()
  const feet = createMarginLines()
  feet.add([...footers, ...declared.map((text) => ({ kind: 'paragraph', text }) as const)])
  const isPaged = format === 'ODP' || hasPages
  if (isPaged && pages > job.limits.maxPages) throw tooManyPages(pages, job.limits)
  job.onProgress(1, 1)
  return buildText([...headers, ...drafts, ...feet.lines], {
    maxTextChars: job.limits.maxTextChars,
    check: budget.check,
    pageCount: isPaged ? pages : null,
    ...(format === 'ODP' ? { pageKind: 'slide' } : { pagesApproximate: isPaged }),
    title,
    warnings: [
      ...hiddenSlides.map((slide) => warning('slide_hidden', { slide })),
      ...(hiddenLetters > 0 ? [warning('text_hidden', { letters: hiddenLetters })] : []),
      ...(hasUnread ? [warning('part_unread', {})] : []),
      ...(damaged ? [warning('document_damaged', {})] : []),
    ],
  })
}
