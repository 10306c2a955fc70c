import { expect, test } from 'vitest'
import { anchoredNotes, noteEntryBytes, remarkEntryBytes, remarkMarks } from './anchored-notes.ts'
import { headersAndFooters } from './page-margins.ts'
import { plainParagraph } from './paragraph-properties.ts'
import { withInserts } from './placed-parts.ts'
import type { PlacedParagraph } from './word-text.ts'

/** Paragraphs of ten characters each. */
const paragraphs = (...texts: readonly string[]): PlacedParagraph[] =>
  texts.map((text, at) => ({
    text: text.replace('|', ''),
    end: 'paragraph',
    properties: { ...plainParagraph, inTable: text.startsWith('|') },
    from: at * 10,
    to: at * 10 + 10,
  }))
const textsOf = (list: readonly PlacedParagraph[]): string[] => list.map(({ text }) => text)

/** Positions, and behind them an entry for each but the last. */
function positions(at: readonly number[], entries: readonly Buffer[] = []): Buffer {
  const bytes = Buffer.alloc(at.length * 4)
  for (const [index, position] of at.entries()) bytes.writeUInt32LE(position, index * 4)
  return Buffer.concat([bytes, ...entries])
}

/** A table with these one after the other, and where each is. */
function tableOf(...parts: readonly Buffer[]) {
  let at = 4
  const places = parts.map(({ length }) => {
    at += length
    return { at: at - length, bytes: length }
  })
  return { table: Buffer.concat([Buffer.alloc(4), ...parts]), places }
}
const none = { at: 0, bytes: 0 }

test('a note stands behind the paragraph that refers to it, or behind its table; one that nothing refers to stays', () => {
  const references = positions([3, 25, 99], [Buffer.alloc(2), Buffer.alloc(2)])
  const { table, places } = tableOf(references, positions([0, 20, 30, 31]))
  const notes = paragraphs('Primera', 'sigue', 'Segunda', 'suelta')
  const { inserts, rest } = anchoredNotes(notes, table, {
    references: places[0] ?? none,
    texts: places[1] ?? none,
    entryBytes: noteEntryBytes,
  })
  const body = paragraphs('Uno', 'Dos', '|celda', '|otra', 'Tres')
  expect(textsOf(withInserts(body, inserts))).toEqual([
    'Uno',
    'Primera',
    'sigue',
    'Dos',
    'celda',
    'otra',
    'Segunda',
    'Tres',
  ])
  expect(textsOf(rest)).toEqual(['suelta'])
})

test('a remark says whose it is', () => {
  const entry = (author: number): Buffer => {
    const bytes = Buffer.alloc(remarkEntryBytes)
    bytes.writeUInt16LE(author, 20)
    return bytes
  }
  const names = Buffer.concat(
    ['Ana', 'Luis'].map((name) => Buffer.concat([Buffer.from([name.length, 0]), Buffer.from(name, 'utf16le')])),
  )
  const references = positions([3, 14, 99], [entry(1), entry(7)])
  const { table, places } = tableOf(references, positions([0, 20, 30, 31]), names)
  const { inserts } = anchoredNotes(
    paragraphs('Revisar', 'precios', 'Bien'),
    table,
    { references: places[0] ?? none, texts: places[1] ?? none, entryBytes: remarkEntryBytes },
    remarkMarks(table, places[2] ?? none),
  )
  expect(textsOf(withInserts(paragraphs('Uno', 'Dos'), inserts))).toEqual([
    'Uno',
    '[💬 Luis] Revisar',
    'precios',
    'Dos',
    '[💬] Bien',
  ])
})

test('footers of all kinds stand apart from headers and from what parts notes from the text', () => {
  const margins = paragraphs('raya', 'par', 'impar', 'pie par', 'pie impar', 'primera', 'pie primera', 'par 2')
  const { table, places } = tableOf(positions([0, 0, 0, 0, 0, 0, 10, 20, 30, 40, 50, 60, 70, 80]))
  const { headers, footers } = headersAndFooters(margins, table, places[0] ?? none)
  expect(textsOf(footers)).toEqual(['pie par', 'pie impar', 'pie primera'])
  expect(textsOf(headers)).toEqual(['raya', 'par', 'impar', 'primera', 'par 2'])
})

test('tables of noise lose nothing and move nothing out of the text', () => {
  const noise = Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 197) % 256))
  const place = { at: 9, bytes: 9_999 }
  const body = paragraphs('Uno', 'Dos')
  const places = { references: place, texts: { at: 50, bytes: 300 }, entryBytes: remarkEntryBytes }
  const { inserts, rest } = anchoredNotes(paragraphs('Nota'), noise, places, remarkMarks(noise, place))
  expect(withInserts(body, inserts).length + rest.length).toBe(3)
  const { headers, footers } = headersAndFooters(body, noise, place)
  expect(headers.length + footers.length).toBe(2)
})
