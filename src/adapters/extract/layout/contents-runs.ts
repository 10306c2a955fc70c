import { fold } from '../../../domain/text/fold.ts'
import { introduces, isContentsHeading, withoutMark } from '../../../domain/units/line-forms.ts'
import { wholeText } from './draft.ts'
import type { Draft } from './draft.ts'

/** A longer line names no part of a document. */
const longestLine = 200
/** So many lines under "Índice" are one; of a list that nothing calls so, two may be named like parts by chance. */
const fewestNamed = 2
const fewestUnnamed = 3
/** The page that a part begins on, behind a blank, a tabulator or the divider of two cells. */
const page = /[\s|.…_]+(?:\d{1,4}|[ivxl]{1,6})$/u

/**
 * Drafts with the lines of a table of contents marked as such, for all formats: what stands under a heading like "Índice" and is
 * named like a heading of the document or ends with a page, and lists elsewhere of nothing but headings of the document. Linear.
 */
export function withContents(drafts: readonly Draft[]): readonly Draft[] {
  const headings = new Set(drafts.flatMap((draft) => (draft.kind === 'heading' ? [nameOf(lineOf(draft))] : [])))
  headings.delete('')
  if (headings.size < fewestNamed) return drafts
  const all: Draft[] = []
  for (let at = 0; at < drafts.length;) {
    const { end, isContents } = runFrom(drafts, at, headings)
    const run = drafts.slice(at, Math.max(end, at + 1))
    for (const draft of run) all.push(isContents ? { ...draft, kind: 'contents' } : draft)
    at += run.length
  }
  return all
}

/** Lines that may be those of one table of contents, and whether they are. */
interface Run {
  readonly end: number
  readonly isContents: boolean
}

function runFrom(drafts: readonly Draft[], from: number, headings: ReadonlySet<string>): Run {
  const above = drafts[from - 1]
  if (isContentsHeading(lineOf(above))) return namedRun(drafts, from, headings)
  let end = from
  while (drafts[end]?.kind === 'list-item' && headings.has(nameOf(lineOf(drafts[end])))) end++
  // What a line with a colon introduces is said for its own sake.
  const isIntroduced = end > from && above !== undefined && introduces(wholeText(above).trimEnd())
  return { end, isContents: end - from >= fewestUnnamed && !isIntroduced }
}

/** Half of the lines at least are named like headings: "Contenido" may as well stand above what is in a box. */
function namedRun(drafts: readonly Draft[], from: number, headings: ReadonlySet<string>): Run {
  let [end, known] = [from, 0]
  for (; end < drafts.length; end++) {
    const told = toldBy(drafts[end], headings)
    if (told === null) break
    if (told === 'name') known++
  }
  return { end, isContents: end - from >= fewestNamed && known * 2 >= end - from }
}

/** What tells that a draft is a line of contents, where such lines are to be expected; null: nothing. */
function toldBy(draft: Draft | undefined, headings: ReadonlySet<string>): 'name' | 'page' | null {
  const line = lineOf(draft)
  if (draft === undefined || line === '' || (draft.table?.heads.length ?? 0) > 0) return null
  const hasPage = page.test(line)
  // "1.1 Alcance 4" is a heading by its words
  if (draft.kind === 'heading') return hasPage && headings.has(nameOf(line.replace(page, ''))) ? 'name' : null
  if (headings.has(nameOf(line)) || headings.has(nameOf(line.replace(page, '')))) return 'name'
  return hasPage ? 'page' : null
}

/** Empty for what is too long to name a part. */
function lineOf(draft: Draft | undefined): string {
  return draft === undefined || draft.text.length > longestLine || draft.later !== undefined ? '' : draft.text.trim()
}

/** Behind the number of a part of a manual: "2.3.59.1 (12-12-2022) Alcance". */
const dated = /^([\d.-]{1,20}\s)\([\d./-]{1,20}\)\s/u

/** Without case, accents, number and date. */
function nameOf(line: string): string {
  return fold(withoutMark(line.replace(dated, '$1')))
    .replace(/\s+/gu, ' ')
    .trim()
}
