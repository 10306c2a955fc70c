import { baselineOf, charBox, isInvisible, printedSize } from './char-access.ts'
import type { CharAccess, ViewedChars } from './char-access.ts'
import type { Turn } from './page-view.ts'
import { createClips } from './clipped-text.ts'
import { createCovers } from './covered-text.ts'
import { cutPlaces } from './cut-places.ts'
import { createSurface } from './page-surface.ts'
import { createSwitchedOff } from './switched-off.ts'
import { createBlanks } from './white-text.ts'

/** A stretch of a page's text, and the character of the page with which it begins. */
export interface RawLine {
  readonly raw: string
  readonly at: number
  /** It ends inside a word, at a hyphen that is not among its characters. */
  readonly cutInWord?: boolean
  /** Its end is cut off by the edge of its cell. */
  readonly endsCell?: boolean
}

/** A line with what its first letter tells. */
export interface SizedLine extends RawLine {
  readonly size: number
  readonly turn: Turn
  readonly invisible: boolean
  /** Drawn so that nobody sees it, to be searched and copied, and hidden by nothing else. */
  readonly isForSearch: boolean
  /** It is of a layer that is switched off, which nobody chose to see. */
  readonly isOff: boolean
}

/** Points a letter may reach over the edge of the page. */
const edgeTolerance = 1
/** Lines of one paragraph are not further apart than this, in sizes of the type. */
const farthestPitch = 2.5
const hyphenMarks = /[\uFFFE\u0002]/gu
/** Type that differs by more is that of something else, as of a note; in sizes of the type. */
const otherType = 0.15

/** @param drawnFrom where the text of annotations begins, which PDFium writes on one line wherever it stands */
export function sizedLines(
  access: CharAccess,
  page: number,
  { text, drawnFrom }: { readonly text: string; readonly drawnFrom: number },
): SizedLine[] {
  const lines: SizedLine[] = []
  const shownAt = createSurface(access, page)
  const coloured = createBlanks(access, page, shownAt)
  const isSwitchedOff = createSwitchedOff(access, shownAt)
  const isCovered = createCovers(access, page)
  const clipped = createClips(access, page)
  let at = 0
  for (const whole of text.split('\n')) {
    const places = whole.trim() === '' ? [] : cutPlaces(access, { raw: whole, at }, at >= drawnFrom)
    const parts = places.flatMap((placed) =>
      clipped(placed).flatMap((part, index, all) => {
        const endsCell = !part.isCut && all[index + 1]?.isCut === true
        return coloured(part).map((shown) => ({ ...shown, isHidden: part.isCut || shown.isBlank, endsCell }))
      }),
    )
    for (const { raw, at: begin, isHidden, endsCell, cutInWord } of parts) {
      const index = begin + raw.search(/\S/)
      const end = begin + raw.trimEnd().length - 1
      const isUnseen = isHidden || isCovered(index, end)
      const isForSearch = !isUnseen && isInvisible(access, index)
      const isOff = !isUnseen && !isForSearch && isSwitchedOff(index, end)
      const invisible = isUnseen || isForSearch || isOff
      const ends = { ...(endsCell ? { endsCell } : {}), ...(cutInWord === true ? { cutInWord } : {}) }
      lines.push({ raw, at: begin, ...printedSize(access, index), invisible, isForSearch, isOff, ...ends })
    }
    at += whole.length + 1
  }
  return lines
}

/** The turn of most of the text. */
export function mainTurn(lines: readonly SizedLine[]): Turn {
  const chars = [0, 0, 0, 0]
  for (const { turn, raw } of lines) chars[turn] = (chars[turn] ?? 0) + raw.length
  return chars.indexOf(Math.max(...chars)) as Turn
}

/** Lines in groups that follow each other and have one turn. */
export function byTurn(lines: readonly SizedLine[]): SizedLine[][] {
  const groups: SizedLine[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    if (group?.[0]?.turn === line.turn) group.push(line)
    else groups.push([line])
  }
  return groups
}

/** How much of the text has a turn. */
export function shareOfTurn(lines: readonly SizedLine[], turn: Turn): number {
  const chars = (of: readonly SizedLine[]): number => of.reduce((sum, { raw }) => sum + raw.length, 0)
  return chars(lines.filter((line) => line.turn === turn)) / Math.max(1, chars(lines))
}

/**
 * Text that is there to be searched only counts where there is next to no other, or the page is a picture: then somebody
 * recognised it there, whatever is stamped on it. Layers that are switched off count never.
 */
export function seenLines(lines: readonly SizedLine[], isPicture: boolean): readonly SizedLine[] {
  const on = lines.filter(({ isOff }) => !isOff)
  const seen = on.filter(({ invisible, isForSearch }) => !invisible || (isPicture && isForSearch))
  const chars = (of: readonly SizedLine[]): number => of.reduce((sum, { raw }) => sum + raw.trim().length, 0)
  const shown = chars(seen) * 4 < chars(on) ? on : seen
  return shown.length === lines.length ? lines : shown
}

/** What of a line stands on the page that is shown: nothing, all of it, or the parts inside its edges. */
export function partsOnPage(access: ViewedChars, line: RawLine): readonly RawLine[] {
  const { view } = access
  const end = line.raw.trimEnd().length - 1
  const start = line.raw.search(/\S/)
  const first = charBox(access, line.at + start)
  const last = charBox(access, line.at + end)
  const baseline = baselineOf(access, line.at + start)
  if (baseline < -edgeTolerance || baseline > view.height + edgeTolerance) return []
  const isInside = ({ left, right }: { left: number; right: number }): boolean =>
    (left + right) / 2 >= -edgeTolerance && (left + right) / 2 <= view.width + edgeTolerance
  if (isInside(first) && isInside(last)) return [line]
  const parts: RawLine[] = []
  let from = -1
  for (let index = start; index <= end + 1; index++) {
    const inside = index <= end && (line.raw[index] === ' ' ? from !== -1 : isInside(charBox(access, line.at + index)))
    if (inside && from === -1) from = index
    if (inside || from === -1) continue
    parts.push({ raw: line.raw.slice(from, index), at: line.at + from })
    from = -1
  }
  return parts.filter(({ raw }) => raw.trim() !== '')
}

/**
 * PDFium joins a word that a hyphen cuts with whatever comes next. Where that is a note in other type, or stands far below,
 * the line is cut again and the hyphen put back.
 */
export function cutAtHyphen(access: ViewedChars, line: RawLine, size: number): readonly RawLine[] {
  const parts: RawLine[] = []
  let [from, ownSize] = [0, size]
  for (const { index: mark } of line.raw.matchAll(hyphenMarks)) {
    const next = mark + 1 + line.raw.slice(mark + 1).search(/\S/)
    if (mark <= from || next <= mark) continue
    const drop = baselineOf(access, line.at + mark - 1) - baselineOf(access, line.at + next)
    const nextSize = printedSize(access, line.at + next).size
    const goesOn = Math.abs(nextSize - ownSize) <= ownSize * otherType && drop <= ownSize * farthestPitch
    if (goesOn) continue
    parts.push({ raw: line.raw.slice(from, mark), at: line.at + from, cutInWord: true })
    from = next
    ownSize = nextSize
  }
  return from === 0 ? [line] : [...parts, { raw: line.raw.slice(from), at: line.at + from }]
}
