import { expect, test } from 'vitest'
import { anchoredBoxes } from './anchored-boxes.ts'
import { plainParagraph } from './paragraph-properties.ts'
import { withInserts } from './placed-parts.ts'
import type { PlacedParagraph } from './word-text.ts'

/** Paragraphs of ten characters each. */
const paragraphs = (...texts: readonly string[]): PlacedParagraph[] =>
  texts.map((text, at) => ({
    text: text.replace('|', ''),
    end: text.startsWith('|') ? 'cell' : 'paragraph',
    properties: { ...plainParagraph, inTable: text.startsWith('|') },
    from: at * 10,
    to: at * 10 + 10,
  }))

/** Positions, then entries with the number of a shape at a place of each. */
function places(entries: readonly (readonly [number, number])[], end: number, bytes: number, shapeAt: number): Buffer {
  const table = Buffer.alloc((entries.length + 1) * 4 + entries.length * bytes)
  for (const [index, [position, shape]] of entries.entries()) {
    table.writeUInt32LE(position, index * 4)
    table.writeUInt32LE(shape, (entries.length + 1) * 4 + index * bytes + shapeAt)
  }
  table.writeUInt32LE(end, entries.length * 4)
  return table
}

function read(anchors: readonly (readonly [number, number])[], texts: readonly (readonly [number, number])[]) {
  const [first, second] = [places(anchors, 1_000, 26, 0), places(texts, 30, 22, 14)]
  const table = Buffer.concat([Buffer.alloc(4), first, second])
  const body = paragraphs('Uno', 'Dos', '|celda', '|otra', 'Tres')
  const boxes = paragraphs('Aviso', 'Nota', 'Pie')
  const { inserts, rest } = anchoredBoxes(boxes, table, {
    anchors: { at: 4, bytes: first.length },
    boxes: { at: 4 + first.length, bytes: second.length },
  })
  return [withInserts(body, inserts).map(({ text }) => text), rest.map(({ text }) => text)]
}

test('a box stands behind the paragraph in which it is anchored, or behind its table, once; others stay at the end', () => {
  const texts = [
    [0, 7],
    [10, 8],
    [20, 9],
  ] as const
  expect(
    read(
      [
        [3, 7],
        [4, 7],
        [22, 8],
        [45, 99],
      ],
      texts,
    ),
  ).toEqual([['Uno', 'Aviso', 'Dos', 'celda', 'otra', 'Nota', 'Tres'], ['Pie']])
  expect(read([[45, 7]], texts)[0]).toEqual(['Uno', 'Dos', 'celda', 'otra', 'Tres', 'Aviso'])
})

test('tables of noise move nothing out of the text', () => {
  const noise = Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 197) % 256))
  const [body, boxes] = [paragraphs('Uno', 'Dos'), paragraphs('Aviso')]
  const { inserts, rest } = anchoredBoxes(boxes, noise, {
    anchors: { at: 9, bytes: 300 },
    boxes: { at: 50, bytes: 9_999 },
  })
  expect(withInserts(body, inserts).length + rest.length).toBe(3)
})
