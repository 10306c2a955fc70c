import type { BlockKind } from '../extracted.ts'
import type { Passage } from '../passage.ts'
import { splitSentences } from '../text/sentences.ts'
import { withDatesAbove } from './dated-entries.ts'
import { withoutLabelsAsHeadings } from './labels-as-headings.ts'
import { ledValues } from './led-values.ts'
import { withSituations } from './situations.ts'
import { countWords, introduces, isContentsLine, isItem, isLabel, isQuestion, isRow } from './line-forms.ts'

/** `open` ends with a colon and introduces what follows. */
export type PieceKind = 'heading' | 'row' | 'item' | 'contents' | 'question' | 'open' | 'label' | 'sentence'

/** The smallest thing in a passage that a unit is made of. Positions in the passage. */
export interface Piece {
  readonly kind: PieceKind
  readonly start: number
  readonly end: number
  readonly text: string
  /** Number of its block: pieces of one block are sentences of one paragraph. */
  readonly block: number
}

/** A line this long was not wrapped by a narrow page, so that a colon in it may introduce the rest of the line. */
const narrowLine = 100

const cut = new WeakMap<object, readonly Piece[]>()

/** The pieces of a passage in reading order. The same passage is cut once: its units are made of them, and its vectors belong to them. */
export function piecesOf(passage: Pick<Passage, 'text' | 'start' | 'outline'>): readonly Piece[] {
  const known = cut.get(passage)
  if (known !== undefined) return known
  const pieces = cutPieces(passage)
  cut.set(passage, pieces)
  return pieces
}

function cutPieces(passage: Pick<Passage, 'text' | 'start' | 'outline'>): readonly Piece[] {
  const pieces = blocksOf(passage).flatMap(({ kind, start, end }, block) =>
    piecesOfBlock(passage.text, { kind, start, end }, block),
  )
  return withoutLabelsAsHeadings(withDatesAbove(passage.text, withSituations(passage.text, pieces)))
}

interface Part {
  readonly kind: BlockKind
  readonly start: number
  readonly end: number
}

/** Blocks as they were laid out, else paragraphs by empty lines. What lies between blocks is a paragraph. */
function blocksOf({ text, start: offset, outline }: Pick<Passage, 'text' | 'start' | 'outline'>): Part[] {
  const known = (outline?.blocks ?? []).map(({ kind, start, end }) => ({
    kind,
    start: start - offset,
    end: end - offset,
  }))
  const parts: Part[] = []
  let covered = 0
  for (const part of known) {
    const [start, end] = [Math.max(part.start, covered), Math.min(part.end, text.length)]
    if (end <= start) continue
    parts.push(...paragraphs(text, covered, start), { ...part, start, end })
    covered = end
  }
  return [...parts, ...paragraphs(text, covered, text.length)]
}

function paragraphs(text: string, from: number, to: number): Part[] {
  const parts: Part[] = []
  let start = from
  for (const gap of text.slice(from, to).matchAll(/\n{2,}/gu)) {
    parts.push({ kind: 'paragraph', start, end: from + gap.index })
    start = from + gap.index + gap[0].length
  }
  parts.push({ kind: 'paragraph', start, end: to })
  return parts.filter((part) => text.slice(part.start, part.end).trim() !== '')
}

function piecesOfBlock(text: string, { kind, start, end }: Part, block: number): Piece[] {
  const piece = (pieceKind: PieceKind, from: number, to: number): Piece => trimmed(text, pieceKind, from, to, block)
  const whole = text.slice(start, end)
  const led = kind === 'paragraph' || kind === 'code' ? ledValues(whole) : []
  if (led.length > 0) return led.map((span) => piece('label', start + span.start, start + span.end))
  if (isContentsLine(whole) && kind !== 'code') return [piece('contents', start, end)]
  switch (kind) {
    case 'heading':
      return [piece('heading', start, end)]
    case 'table-row':
      return [piece('row', start, end)]
    case 'contents':
      return [piece('contents', start, end)]
    case 'list-item':
      return [piece(introduces(whole.trim()) ? 'open' : 'item', start, end)]
    case 'paragraph':
    case 'code':
      return joinFragments(text, linesOf(text, start, end).flatMap(piecesOfLines))
  }

  function piecesOfLines(lines: { start: number; end: number; alone: boolean }): Piece[] {
    const content = text.slice(lines.start, lines.end)
    if (lines.alone) {
      const line = content.trim()
      if (isContentsLine(line)) return [piece('contents', lines.start, lines.end)]
      if (isRow(line)) return [piece('row', lines.start, lines.end)]
      if (isItem(line)) return [piece('item', lines.start, lines.end)]
      if (isLabel(line) && !introduces(line)) return labels(lines.start, lines.end)
    }
    return statements(lines.start, content)
  }

  /** Several labels on one line, as when the lines of a form were joined. */
  function labels(from: number, to: number): Piece[] {
    const line = text.slice(from, to)
    const value = line.indexOf(': ') + 2
    const sentences = /[.!?]\s/u.test(line)
    const begins = [...line.matchAll(/\s(?=\p{Lu}[\p{L}-]{1,20}(?: \p{Ll}{1,20}){0,2}:\s)/gu)]
      .map(({ index }) => from + index)
      .filter((begin) => begin > from + value && (!sentences || /[.!?;]/u.test(text.charAt(begin - 1))))
    const bounds = [from, ...begins, to]
    return bounds.slice(1).map((end, i) => {
      const label = piece('label', bounds[i] ?? from, end)
      // "P: ¿Hay piscina?"
      return isQuestion(label.text) ? { ...label, kind: 'question' } : label
    })
  }

  function statements(from: number, content: string): Piece[] {
    return splitSentences(content).map((span) => {
      const sentence = content.slice(span.start, span.end)
      const sentenceKind = isQuestion(sentence) ? 'question' : introduces(sentence) ? 'open' : 'sentence'
      return piece(sentenceKind, from + span.start, from + span.end)
    })
  }
}

/** Lines that say something by their form, each alone; the others together, because a sentence may run over them. */
function linesOf(text: string, from: number, to: number): { start: number; end: number; alone: boolean }[] {
  const lines: { start: number; end: number; alone: boolean }[] = []
  let start = from
  while (start < to) {
    const lineBreak = text.indexOf('\n', start)
    const end = lineBreak === -1 || lineBreak > to ? to : lineBreak
    const line = text.slice(start, end).trim()
    const only = start === from && end === to
    const alone =
      line !== '' &&
      (isContentsLine(line) || isRow(line) || isItem(line) || (isLabel(line) && (only || line.length <= narrowLine)))
    const last = lines.at(-1)
    if (!alone && last?.alone === false) lines[lines.length - 1] = { ...last, end }
    else lines.push({ start, end, alone })
    start = end + 1
  }
  return lines
}

/** "2015 – 2021." or "SEGUNDA.- Renta." says nothing without the sentence after it. */
function joinFragments(text: string, pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    const goesOn = piece.kind === 'sentence' || piece.kind === 'open'
    if (last?.kind === 'sentence' && goesOn && countWords(last.text) < 3 && !isNextLabel(text, last, piece)) {
      joined[joined.length - 1] = { ...piece, start: last.start, text: text.slice(last.start, piece.end) }
    } else joined.push(piece)
  }
  return joined
}

/** "Ana Ruiz" above "Teléfono:" is the value of what stands above it: no beginning of the next line, unless it ends as one ("TERCERA.-"). */
function isNextLabel(text: string, value: Piece, { kind, start }: Piece): boolean {
  return kind === 'open' && text.slice(value.end, start).includes('\n') && !/[.–—-]$/u.test(value.text)
}

function trimmed(text: string, kind: PieceKind, from: number, to: number, block: number): Piece {
  const content = text.slice(from, to)
  const start = from + (content.length - content.trimStart().length)
  const end = Math.max(start, from + content.trimEnd().length)
  return { kind, start, end, text: text.slice(start, end), block }
}
