import { parse, preprocess } from 'micromark'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmTable } from 'micromark-extension-gfm-table'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import { subtokenize } from 'micromark-util-subtokenize'
import type { MarkdownBlock, ReadBlocks } from './markdown-block.ts'
import { readEvents } from './read-events.ts'

/**
 * Characters read at once. The parser takes longer a line the longer the text it is given; 8 KB is where most of its speed
 * is reached. A block longer than the largest is cut at the end of a line; lines of code and HTML cost so little that those
 * are read whole.
 */
const windowSizes = { smallest: 8 * 1024, largest: 64 * 1024 }
/**
 * Lines in the smallest window that may make a heading of the line above: the parser moves all it has read of the window at
 * each of them.
 */
const mostUnderlines = 100
const cheapBlocks = new Set(['codeFenced', 'codeIndented', 'htmlFlow'])

const extensions = [gfmTable(), gfmFootnote()]

/** What can be referred to from anywhere in a document, by normalised label. */
export interface Definitions {
  /** Targets of links. */
  readonly links: ReadonlyMap<string, string>
  /** Footnotes that exist. */
  readonly notes: ReadonlySet<string>
}

export interface DocumentBlocks {
  readonly blocks: readonly MarkdownBlock[]
  readonly definitions: Definitions
}

/**
 * All blocks of a text, read in windows: what begins before the last block of a window cannot change any more, and reading
 * goes on with that block, so that the blocks are those of the whole text.
 */
export function readBlocks(text: string, { smallest, largest } = windowSizes): DocumentBlocks {
  const all: MarkdownBlock[] = []
  const links = new Map<string, string>()
  const notes = new Set<string>()
  let from = 0
  let size = smallest
  let carried: Carried = nothing
  while (from < text.length) {
    const to = windowEnd(text, from, size, (mostUnderlines * size) / smallest)
    const window = text.slice(from, to)
    const read = readWindow(carried.head + window, carried.nextNumber)
    const { last } = read
    const restart = last === null ? 0 : lineStart(window, last.at - carried.head.length)
    const isLast = to === text.length
    if (!isLast && restart <= 0 && (size < largest || cheapBlocks.has(last?.type ?? ''))) {
      size *= 2
      continue
    }
    const isCut = isLast || restart <= 0
    const blocks = isCut ? read.blocks : read.blocks.slice(0, last?.blocks)
    for (const block of blocks.slice(carried.rows)) all.push(block)
    for (const { label, target } of read.links) define(links, normalizeIdentifier(label), target)
    for (const note of read.notes) notes.add(normalizeIdentifier(note))
    from = isCut ? to : from + restart
    carried = isCut ? carriedOver(carried.head + window, read) : { ...nothing, nextNumber: last?.nextNumber ?? null }
    size = smallest
  }
  return { blocks: all, definitions: { links, notes } }
}

/** Of several definitions of one label the first counts. */
function define(links: Map<string, string>, label: string, target: string): void {
  if (!links.has(label)) links.set(label, target)
}

/** What a window needs of the one before, when a block was cut between them. */
interface Carried {
  /** Lines put in front of it. */
  readonly head: string
  /** Blocks those lines give again. */
  readonly rows: number
  readonly nextNumber: number | null
}

const nothing: Carried = { head: '', rows: 0, nextNumber: null }

/** A table goes on under its own head. */
function carriedOver(window: string, { last }: ReadBlocks): Carried {
  if (last?.type !== 'table') return nothing
  const start = lineStart(window, last.at)
  const head = window.slice(start, lineEnd(window, lineEnd(window, start)))
  return { head, rows: 1, nextNumber: null }
}

function readWindow(text: string, nextNumber: number | null): ReadBlocks {
  const events = parse({ extensions })
    .document()
    .write(preprocess()(text, 'utf8', true))
  // One pass puts the blocks in place and leaves the text inside them unread.
  subtokenize(events)
  return readEvents(events, nextNumber)
}

/** The end of the line that completes the size, or that underlines once more than is read at once. */
function windowEnd(text: string, from: number, size: number, underlines: number): number {
  const to = lineEnd(text, from + size)
  let left = underlines
  for (const { 0: line, index } of text.slice(from, to).matchAll(/^ {0,3}(?:=+|-+)[ \t]*$/gm)) {
    left -= 1
    if (left < 0) return lineEnd(text, from + index + line.length)
  }
  return to
}

/** Position behind the line break at or after a position. */
function lineEnd(text: string, position: number): number {
  const at = position >= text.length ? -1 : text.indexOf('\n', position)
  return at === -1 ? text.length : at + 1
}

function lineStart(text: string, position: number): number {
  return position <= 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1
}
