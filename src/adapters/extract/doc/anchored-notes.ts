import { paragraphsByStretch, readStretches } from './placed-parts.ts'
import type { Insert, PlacedPart } from './placed-parts.ts'
import type { TablePlace } from './table-place.ts'
import type { PlacedParagraph } from './word-text.ts'

/** Where the body refers to notes of a kind, and where their texts stand in their part. */
export interface NotePlaces {
  readonly references: TablePlace
  readonly texts: TablePlace
  /** What is said of each reference, in bytes: MS-DOC 2.8.25 and 2.8.9. */
  readonly entryBytes: number
}

/** Bytes of what is said of a reference to a footnote or endnote, and to a remark; in that, which author it is by. */
export const noteEntryBytes = 2
export const remarkEntryBytes = 30
const authorAt = 20
/** More than work on one document. */
const maxAuthors = 10_000

/**
 * The text of each note where the body refers to it.
 * @param mark what a note begins with, by where its entry stands in the table
 */
export function anchoredNotes(
  notes: readonly PlacedParagraph[],
  table: Buffer,
  { references, texts, entryBytes }: NotePlaces,
  mark: (entryAt: number) => string = () => '',
): PlacedPart {
  const anchors = readStretches(table, references, entryBytes, (stretch, at) => ({ ...stretch, entryAt: at }))
  const stretches = readStretches(table, texts, 0, (stretch) => stretch)
  const byStretch = paragraphsByStretch(notes, stretches)
  const taken = new Set<PlacedParagraph>()
  const inserts: Insert[] = []
  for (const [index, { from, entryAt }] of anchors.entries()) {
    const stretch = stretches[index]
    const paragraphs = (stretch === undefined ? undefined : byStretch.get(stretch)) ?? []
    for (const paragraph of paragraphs) taken.add(paragraph)
    if (paragraphs.length > 0) inserts.push({ at: from, paragraphs: marked(paragraphs, mark(entryAt)) })
  }
  return { inserts, rest: notes.filter((paragraph) => !taken.has(paragraph)) }
}

function marked(paragraphs: readonly PlacedParagraph[], mark: string): readonly PlacedParagraph[] {
  const first = paragraphs.findIndex(({ text }) => text.trim() !== '')
  if (mark === '' || first === -1) return paragraphs
  return paragraphs.map((one, at) => (at === first ? { ...one, text: mark + one.text.trimStart() } : one))
}

/** What a remark begins with: it is no part of what the document says. */
export function remarkMarks(table: Buffer, { at, bytes }: TablePlace): (entryAt: number) => string {
  const authors: string[] = []
  const end = Math.min(at + bytes, table.length)
  for (let next = at; at > 0 && next + 2 <= end && authors.length < maxAuthors;) {
    const text = next + 2
    next = text + table.readUInt16LE(next) * 2
    authors.push(next <= end ? table.toString('utf16le', text, next).trim() : '')
  }
  return (entryAt) => {
    const author = authors[table.readUInt16LE(entryAt + authorAt)] ?? ''
    return author === '' ? '[💬] ' : `[💬 ${author}] `
  }
}
