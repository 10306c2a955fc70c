import { fold } from '../../../domain/text/fold.ts'
import { isContentsHeading, withoutMark } from '../../../domain/units/line-forms.ts'
import type { Draft } from './draft.ts'

/** A longer line names no part of a document. */
const longestLine = 200
/** So many lines under "Índice" are one; of a list that nothing calls so, two may be named like parts by chance. */
const fewestNamed = 2
const fewestUnnamed = 3
/** The page that a part begins on, behind a blank, a tabulator or the divider of two cells. */
const page = /[\s|.…_]+(?:\d{1,4}|[ivxl]{1,6})\s*$/u

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
    const run = runFrom(drafts, at, headings)
    for (const draft of run) all.push({ ...withoutLevel(draft), kind: 'contents' })
    const next = drafts[at]
    if (run.length === 0 && next !== undefined) all.push(next)
    at += Math.max(run.length, 1)
  }
  return all
}

function runFrom(drafts: readonly Draft[], from: number, headings: ReadonlySet<string>): readonly Draft[] {
  const above = from === 0 ? '' : lineOf(drafts[from - 1])
  return isContentsHeading(above) ? namedRun(drafts, from, headings) : unnamedRun(drafts, from, headings, above)
}

/** Half of the lines at least are named like headings: "Contenido" may as well stand above what is in a box. */
function namedRun(drafts: readonly Draft[], from: number, headings: ReadonlySet<string>): readonly Draft[] {
  let [end, known] = [from, 0]
  for (; end < drafts.length; end++) {
    const [draft, line] = [drafts[end], lineOf(drafts[end])]
    const hasPage = page.test(line)
    if (line === '' || (draft?.table?.heads.length ?? 0) > 0 || (draft?.kind === 'heading' && !hasPage)) break
    const isKnown =
      headings.has(nameOf(line.replace(page, ''))) || (draft?.kind !== 'heading' && headings.has(nameOf(line)))
    if (!isKnown && (!hasPage || draft?.kind === 'heading')) break
    if (isKnown) known++
  }
  return end - from >= fewestNamed && known * 2 >= end - from ? drafts.slice(from, end) : []
}

/** What a line with a colon introduces is said for its own sake. */
function unnamedRun(
  drafts: readonly Draft[],
  from: number,
  headings: ReadonlySet<string>,
  above: string,
): readonly Draft[] {
  if (above.endsWith(':')) return []
  let end = from
  while (drafts[end]?.kind === 'list-item' && headings.has(nameOf(lineOf(drafts[end])))) end++
  return end - from >= fewestUnnamed ? drafts.slice(from, end) : []
}

/** Empty for what is too long to name a part. */
function lineOf(draft: Draft | undefined): string {
  return draft === undefined || draft.text.length > longestLine || draft.later !== undefined ? '' : draft.text.trim()
}

/** Without case, accents and number. */
function nameOf(line: string): string {
  return fold(withoutMark(line)).replace(/\s+/gu, ' ').trim()
}

function withoutLevel({ level: _, ...draft }: Draft): Draft {
  return draft
}
