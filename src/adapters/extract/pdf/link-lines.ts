import { linkTargetText } from '../layout/link-target.ts'
import type { PageNote } from './annotations.ts'
import { cleanPdfText } from './clean-pdf-text.ts'
import type { Box } from './lines/box.ts'
import { charBox } from './lines/char-access.ts'
import type { ViewedChars } from './lines/char-access.ts'
import { withRaised } from './lines/raised-digits.ts'
import { boxOf } from './note-lines.ts'
import type { ReadLine } from './lines/read-line.ts'

/** No page of print leads to more addresses; each is looked for among all lines. */
const mostTargets = 200

/** The lines of a page, each address that words lead to behind these words, once a page. */
export function withTargets(
  access: ViewedChars,
  lines: readonly ReadLine[],
  notes: readonly PageNote[],
): readonly ReadLine[] {
  const targets = notes.filter(({ kind }) => kind === 'link').slice(0, mostTargets)
  if (targets.length === 0) return lines
  const added = new Map<ReadLine, ReadLine>()
  const said = new Set<string>()
  // An address may be wrapped over two lines.
  const page = bare(lines.map(({ source }) => source.raw).join(''))
  for (const { text: target, corners } of targets) {
    const box = boxOf(corners, access.view)
    const isSaid = said.has(target) || page.includes(bare(linkTargetText(target, '')).slice(1, -1))
    const line = isSaid ? undefined : lines.find((one) => !added.has(one) && standsIn(one, box))
    if (line === undefined) continue
    said.add(target)
    added.set(line, withTarget(access, line, target, box))
  }
  return lines.map((line) => added.get(line) ?? line)
}

const bare = (text: string): string => text.replace(/[\s\u0002\ufffe]/gu, '').toLowerCase()

function standsIn({ line }: ReadLine, { left, right, bottom, top }: Box): boolean {
  const middle = line.baseline + line.size * 0.3
  return line.upright && middle > bottom && middle < top && line.left < right && line.right > left
}

function withTarget(access: ViewedChars, one: ReadLine, leadsTo: string, box: Box): ReadLine {
  const { line, source } = one
  const { raw, at } = source
  const address = linkTargetText(leadsTo, line.text)
  if (address === '') return one
  const clean = (from: number, to: number): string =>
    cleanPdfText(withRaised(access, { raw: raw.slice(from, to), at: at + from }))
  const end = endOfWords(access, one, box)
  const target = { end, address }
  if (line.cells.length === 1) {
    const rest = clean(end, raw.length)
    const blank = /\s/u.test(raw.charAt(end)) && rest !== '' ? ' ' : ''
    const text = `${clean(0, end)}${address}${blank}${rest}`
    return { ...one, target, line: { ...line, text, cells: [{ text, left: line.left, right: line.right }] } }
  }
  const own = Math.max(
    line.cells.findLastIndex(({ left }) => left <= box.left + line.size),
    0,
  )
  const cells = line.cells.map((cell, index) => (index === own ? { ...cell, text: cell.text + address } : cell))
  return { ...one, target, line: { ...line, cells, text: cells.map(({ text }) => text).join(' ') } }
}

/** Behind the last letter that stands in the box of the link, and what is of its word. */
function endOfWords(access: ViewedChars, { source: { raw, at } }: ReadLine, { left, right }: Box): number {
  let end = -1
  for (let index = raw.search(/\S/); index < raw.trimEnd().length; index++) {
    if (/\s/u.test(raw.charAt(index))) continue
    const box = charBox(access, at + index)
    const middle = (box.left + box.right) / 2
    if (middle >= left && middle <= right) end = index
  }
  if (end === -1) return raw.length
  const word = /^[\p{L}\p{N}]*/u.exec(raw.slice(end + 1))?.[0] ?? ''
  return end + 1 + word.length
}
