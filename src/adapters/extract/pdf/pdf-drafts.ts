import { cellDivider } from '../../../domain/extracted.ts'
import type { Draft } from '../layout/draft.ts'
import { isContentsHeading } from '../../../domain/units/line-forms.ts'
import { headingLevel } from '../layout/heading-rule.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import type { Bookmark } from './bookmarks.ts'
import { toFlowLines } from './page-runs.ts'
import { groupLines } from './paragraphs.ts'
import type { LineGroup } from './paragraphs.ts'
import { columnsAsRead } from './tables/right-to-left.ts'
import { bookmarkedLines } from './flow/bookmarked-lines.ts'
import { bodySize, eachNote, footnotesOf } from './flow/footnotes.ts'
import { groupSize, isItalicTitle } from './flow/italic-titles.ts'
import { withoutLineNumbers } from './flow/line-numbers.ts'
import { withRunInTitles } from './flow/run-in-titles.ts'
import { inReadingOrder } from './flow/reading-order.ts'
import type { Margins } from './flow/running-text.ts'
import { withTitlesApart } from './flow/titles-beside.ts'
import { goesOnWord, joinLines } from './lines/join-lines.ts'
import { gluedMarker, manyLevels } from './lines/line-marks.ts'
import { measureType } from './lines/type-metrics.ts'
import type { TypeMetrics } from './lines/type-metrics.ts'
import type { PdfLine } from './lines/pdf-line.ts'
import { isPageLabel } from './running-lines.ts'
import { contentsEntry } from './table-rows.ts'
import { gatherTables } from './tables/aligned.ts'
import { withHeadsAbove } from './tables/heads-above.ts'
import { withRowsOverPages } from './tables/rows-over-pages.ts'
import { withWrappedLabels } from './tables/wrapped-labels.ts'

export interface PdfDrafts {
  readonly drafts: readonly Draft[]
  /** The largest type at the beginning of the document, when it is larger than the body. */
  readonly largest: string | null
  /** The page, from 1, of every table whose columns nothing tells. */
  readonly gridless: readonly number[]
}

const maxHeadingChars = 200
const maxHeadingLines = 3

/** Blocks of a whole document from its printed lines. Page numbers count from 0 here. */
export function toDrafts({ body: printed, once, widths }: Margins, bookmarks: readonly Bookmark[]): PdfDrafts {
  const body = withTitlesApart(printed, bookmarks)
  const size = bodySize(body.flat())
  const titles = bookmarkedLines(body.flat(), bookmarks)
  // The name of a table may be set as small as notes, and stand below the text.
  const notes = body.map((lines) => new Set([...footnotesOf(lines, size)].filter((line) => !titles.has(line))))
  const lines = body.flatMap((page, index) => inTextOrder(page, notes[index]))
  const flow = withRunInTitles(toFlowLines(lines, widths), bookmarks)
  const type = measureType(flow)
  const grouped = groupLines(flow, type, bookmarkedLines(flow, bookmarks))
  const groups = withRowsOverPages(withHeadsAbove(gatherTables(withWrappedLabels(grouped))))
  const levels = headingLevels(groups, type)
  // Page by page: notes of two pages never go on in each other.
  const noteGroups = body.flatMap((page, index) =>
    eachNote(page.filter((line) => notes[index]?.has(line) === true)).flatMap((note) =>
      groupLines(toFlowLines(note), type),
    ),
  )
  const drafts = merge(groups, noteGroups, once, levels)
  return { drafts, largest: largestAtStart(groups, levels), gridless: groups.filter(isGridless).map(pageOf) }
}

const pageOf = ({ lines }: LineGroup): number => (lines[0]?.page ?? 0) + 1

/** Rows of a table of contents have no columns to mistake. */
function isGridless({ gridless, lines }: LineGroup): boolean {
  return gridless === true && !contentsEntry.test(lines[0]?.text ?? '')
}

function inTextOrder(page: readonly PdfLine[], notes: ReadonlySet<PdfLine> | undefined): readonly PdfLine[] {
  return inReadingOrder(withoutLineNumbers(page.filter((line) => notes?.has(line) !== true)))
}

/** Notes stand before the first block that reaches over the end of their page, lines of the margin at the top of theirs. */
function merge(
  groups: readonly LineGroup[],
  notes: readonly LineGroup[],
  once: readonly PdfLine[],
  levels: ReadonlyMap<LineGroup, number>,
): Draft[] {
  const drafts: Draft[] = []
  let [note, margin] = [0, 0]
  const putNotes = (before: number): void => {
    for (
      let group = notes[note];
      group !== undefined && (group.lines.at(-1)?.page ?? 0) < before;
      group = notes[note]
    ) {
      drafts.push(...draftsOf(group, levels).map(asNote))
      note++
    }
  }
  const putMargins = (to: number): void => {
    for (let line = once[margin]; line !== undefined && line.page <= to; line = once[margin]) {
      putNotes(line.page)
      drafts.push({ kind: 'paragraph', text: marginText(line), page: line.page + 1 })
      margin++
    }
  }
  for (const group of groups) {
    putMargins(group.lines[0]?.page ?? 0)
    putNotes(group.lines.at(-1)?.page ?? 0)
    for (const draft of draftsOf(group, levels)) drafts.push(draft)
  }
  putMargins(Infinity)
  putNotes(Infinity)
  return drafts
}

/** "Página 1 de 4" may stand beside what is kept; a number alone may be that of the report. */
function marginText({ cells }: PdfLine): string {
  const said = cells.map(({ text }) => text)
  return said.filter((text) => said.length === 1 || !isPageLabel(text) || !/\p{L}/u.test(text)).join(' ')
}

/** `[1] Ley 29/1994`: the number is the mark of the note and no part of what it says. */
function asNote(draft: Draft): Draft {
  return { ...draft, text: draft.text.replace(/^(\d{1,3})[.)]?\s+(?=\S)/u, '[$1] ') }
}

function draftsOf(group: LineGroup, levels: ReadonlyMap<LineGroup, number>): Draft[] {
  return group.kind === 'table' ? tableDrafts(columnsAsRead(group.rows ?? [])) : [toDraft(group, levels)]
}

function toDraft(group: LineGroup, levels: ReadonlyMap<LineGroup, number>): Draft {
  const [first, ...later] = pageParts(group)
  const place = {
    text: (first?.text ?? '').replace(gluedMarker, '$& '),
    page: first?.page ?? 1,
    ...(later.length === 0 ? {} : { later }),
  }
  if (group.kind === 'row') {
    const cells = group.lines[0]?.cells ?? []
    return { kind: 'table-row', ...place, text: cells.map(({ text }) => text).join(cellDivider) }
  }
  const level = levels.get(group)
  if (level !== undefined) return { kind: 'heading', level, ...place }
  // "I. INTRODUCCIÓN": numbered as a list, and a heading by its words.
  const byWords = group.kind === 'list-item' && later.length === 0 ? headingLevel(place.text) : null
  if (byWords !== null) return { kind: 'heading', level: byWords, ...place }
  // "1.1 Se incluye la plaza de garaje.": an item of a list in several levels, as in every other format.
  return { kind: group.kind === 'list-item' || manyLevels.test(place.text) ? 'list-item' : 'paragraph', ...place }
}

/** The text of a group by page, numbered from 1. A word that the end of a page cuts stands on the page where it begins. */
function pageParts({ lines }: LineGroup): { readonly page: number; readonly text: string }[] {
  const pages: { readonly page: number; readonly texts: string[] }[] = []
  for (const { page, text } of lines) {
    const last = pages.at(-1)
    if (last?.page === page + 1) last.texts.push(text)
    else if (last !== undefined && goesOnWord(last.texts.at(-1) ?? '', text)) {
      const end = /^\S+/u.exec(text)?.[0] ?? ''
      last.texts.push(end)
      pages.push({ page: page + 1, texts: [text.slice(end.length).trimStart()] })
    } else pages.push({ page: page + 1, texts: [text] })
  }
  return pages.map(({ page, texts }) => ({ page, text: joinLines(texts) }))
}

/**
 * Sizes above the body's give the upper levels, largest first; bold lines in the body's size come after them. Titles of the
 * outline that are set like the text have their level there.
 */
function headingLevels(groups: readonly LineGroup[], type: TypeMetrics): Map<LineGroup, number> {
  const found = groups.filter((group, index) => looksLikeHeading(group, type) || isItalicTitle(groups, index, type))
  const sizes = [...new Set(found.map(groupSize))]
    .filter((size) => size > type.bodySize * 1.08)
    .toSorted((a, b) => b - a)
  const ranks = new Map(sizes.map((size, rank) => [size, rank] as const))
  const byType = found.map((group) => [group, Math.min((ranks.get(groupSize(group)) ?? sizes.length) + 1, 6)] as const)
  const byOutline = groups.flatMap((group) => (group.title === undefined ? [] : [[group, group.title.level] as const]))
  return new Map([...byOutline, ...byType])
}

function looksLikeHeading(group: LineGroup, type: TypeMetrics): boolean {
  const first = group.lines[0]
  if (
    first === undefined ||
    group.kind === 'row' ||
    group.kind === 'table' ||
    !first.upright ||
    group.lines.some(({ written }) => written === true) ||
    group.lines.length > maxHeadingLines
  )
    return false
  const large = groupSize(group) > type.bodySize * 1.15
  const bold = !type.bodyBold && group.lines.every((line) => line.bold) && groupSize(group) >= type.bodySize * 0.95
  if (!large && !bold) return false
  const text = group.lines.map((line) => line.text).join(' ')
  if (text.length > maxHeadingChars || !/\p{L}{2}/u.test(text) || / … \d{1,4}$/.test(text)) return false
  if (group.kind === 'list-item' && !/^(?:\d|\p{Lu}[.)]|[IVX]+[.)])/u.test(text)) return false
  return headingLevel(text) !== null || !/[.,;]$/.test(text)
}

function largestAtStart(groups: readonly LineGroup[], levels: ReadonlyMap<LineGroup, number>): string | null {
  const opening = groups.slice(0, 12).filter((group) => (levels.get(group) ?? 9) <= 2)
  const texts = opening.map((group) => group.lines.map((line) => line.text).join(' '))
  return texts.find((text) => !isContentsHeading(text)) ?? null
}
