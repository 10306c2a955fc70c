import { raisedText } from '../../layout/raised-text.ts'
import { cleanPdfText } from '../clean-pdf-text.ts'
import type { ReadLine } from '../tables/page-tables.ts'
import { charBox } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import type { PdfLine } from './pdf-line.ts'
import { withRaised } from './raised-digits.ts'

/** The mark of a note, or an exponent. */
const mark = /^(?:\d{1,3}|[*†‡]{1,3})$/u
const smallShare = 0.85
/** How far above the line it stands, in sizes of the type. */
const raised = { from: 0.12, to: 0.8 } as const
/** How far it is from the letter before it, and how far it may reach over the next one. */
const touching = { before: 0.25, over: 0.15 } as const
/** Every mark is compared with all lines of its page; a page with more of either is a drawing. */
const most = { marks: 100, lines: 2_000 } as const

/** The lines of a page, each raised mark that a program drew apart from its line put behind the letter that it stands at. */
export function withDetachedMarks(access: ViewedChars, lines: readonly ReadLine[]): ReadLine[] {
  const marks = lines.filter(({ line }) => line.upright && mark.test(line.text))
  if (marks.length === 0 || marks.length > most.marks || lines.length > most.lines) return [...lines]
  const added = new Map<ReadLine, PdfLine>()
  const taken = new Set<ReadLine>()
  for (const one of marks) {
    const host = lines.find((other) => !added.has(other) && isHost(other.line, one.line))
    const line = host === undefined ? null : insert(access, host, one.line)
    if (host === undefined || line === null) continue
    added.set(host, line)
    taken.add(one)
  }
  return lines
    .filter((line) => !taken.has(line))
    .map((one) => {
      const line = added.get(one)
      return line === undefined ? one : { ...one, line }
    })
}

function isHost(line: PdfLine, { size, left, baseline }: PdfLine): boolean {
  if (!line.upright || line.cells.length > 1 || size > line.size * smallShare) return false
  if (Math.abs(line.baseline - line.endBaseline) > line.size * 0.1) return false
  const up = baseline - line.baseline
  if (up < line.size * raised.from || up > line.size * raised.to) return false
  return left > line.left && left < line.right + line.size * touching.before
}

/** Null where the mark stands at none of the letters. */
function insert(access: ViewedChars, { line, source: { raw, at } }: ReadLine, drawn: PdfLine): PdfLine | null {
  const { size } = line
  let behind = -1
  for (let index = raw.search(/\S/); index < raw.length; index++) {
    if (/\s/u.test(raw.charAt(index))) continue
    const { left, right } = charBox(access, at + index)
    if (right <= drawn.left + size * touching.over) behind = index
    else if (left < drawn.right - size * touching.over) return null
    else break
  }
  if (behind === -1 || drawn.left - charBox(access, at + behind).right > size * touching.before) return null
  const clean = (from: number, to: number): string =>
    cleanPdfText(withRaised(access, { raw: raw.slice(from, to), at: at + from }))
  const said = raisedText(drawn.text, raw.slice(Math.max(0, behind - 2), behind + 1))
  const rest = clean(behind + 1, raw.length)
  // The blank in which the mark stands is none of the text before a full stop.
  const blank = /^[^.,;:)\]»”]/u.test(rest) && /\s/u.test(raw.charAt(behind + 1)) ? ' ' : ''
  const text = `${clean(0, behind + 1)}${said}${blank}${rest}`
  const right = Math.max(line.right, drawn.right)
  return { ...line, text, right, cells: [{ text, left: line.left, right }] }
}
