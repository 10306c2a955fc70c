import type { BlockFacts } from '../html/block-facts.ts'
import type { Draft } from '../layout/draft.ts'

/** Type of a heading against that of most of the book. */
const largerShare = 1.07
const longestHeading = 120
/** Of the letters of a book, no more are those of headings; a short one may have as many headings as text. */
const mostShare = 0.5
const deepest = 6

/** The blocks of a chapter, and how it is called in the table of contents. */
export interface Chapter {
  readonly name: string | undefined
  readonly drafts: readonly Draft[]
  readonly facts: ReadonlyMap<Draft, BlockFacts>
}

/**
 * Headings that a book only prints as such, as programs do that know no others: lines that are called so in the table of contents, and short
 * ones in larger type than the text. A book with headings of its own is left as it is, but for the names of its chapters.
 */
export function withPrintedHeadings(chapters: readonly Chapter[]): readonly (readonly Draft[])[] {
  const isNamed = ({ name }: Chapter, draft: Draft): boolean => name !== undefined && sameWords(name, draft.text)
  const hasOwn = chapters.some(({ drafts }) => drafts.some(({ kind }) => kind === 'heading'))
  const levels = hasOwn ? null : levelsOf(chapters, isNamed)
  return chapters.map((chapter) => {
    const begun = chapter.drafts.slice(0, 3)
    const drafts = chapter.drafts.map((draft) => {
      const size = sizeOf(chapter, draft)
      const level =
        begun.includes(draft) && isNamed(chapter, draft) && !begun.some(isHeading) ? 1 : (levels?.get(size) ?? null)
      return level !== null && canBeHeading(draft) ? asHeading(draft, level) : draft
    })
    const { name } = chapter
    return drafts.length === 0 || drafts.slice(0, 3).some(isHeading) || name === undefined
      ? drafts
      : [{ kind: 'heading', level: 1, text: name }, ...drafts]
  })
}

const isHeading = ({ kind }: Draft): boolean => kind === 'heading'

/** The level of each size of type that headings are printed in: that of the chapters' names and all larger ones are the first. */
function levelsOf(
  chapters: readonly Chapter[],
  isNamed: (chapter: Chapter, draft: Draft) => boolean,
): ReadonlyMap<number, number> {
  const chars = new Map<number, number>()
  const larger = new Set<number>()
  let named = Infinity
  for (const chapter of chapters) {
    for (const draft of chapter.facts.keys()) {
      const size = sizeOf(chapter, draft)
      chars.set(size, (chars.get(size) ?? 0) + draft.text.length)
      if (isNamed(chapter, draft)) named = Math.min(named, size)
    }
  }
  const [[main] = [0]] = [...chars].toSorted(([, one], [, other]) => other - one)
  let [inLarger, all] = [0, 0]
  for (const [size, count] of chars) {
    all += count
    if (size <= main * largerShare || size === Infinity) continue
    larger.add(size)
    inLarger += count
  }
  if (inLarger > all * mostShare) return new Map()
  const sizes = [...larger].toSorted((a, b) => b - a)
  const first = Math.max(
    0,
    sizes.findLastIndex((size) => size >= named),
  )
  return new Map(sizes.map((size, index) => [size, Math.min(Math.max(index - first, 0) + 1, deepest)] as const))
}

/** In half points. */
function sizeOf({ facts }: Chapter, draft: Draft): number {
  const size = facts.get(draft)?.size ?? Infinity
  return Math.round(size * 2) / 2
}

function canBeHeading({ kind, text }: Draft): boolean {
  return (
    kind === 'paragraph' && text.length <= longestHeading && /^[\p{L}\p{N}¿¡«"“(]/u.test(text) && !/[,;]$/u.test(text)
  )
}

function asHeading(draft: Draft, level: number): Draft {
  return { ...draft, kind: 'heading', level, text: draft.text.replace(/\s+/g, ' ') }
}

function sameWords(one: string, other: string): boolean {
  if (other.length > longestHeading * 2) return false
  const [a, b] = [one, other].map((text) => text.replace(/\s+/g, ' ').trim().toLowerCase())
  return a === b
}
