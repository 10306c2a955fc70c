import { expect, test } from 'vitest'
import { createListCounter } from '../layout/list-counter.ts'
import { plainParagraph } from './paragraph-properties.ts'
import { wordDrafts } from './word-drafts.ts'
import type { WordParagraph } from './word-text.ts'

const level = { format: 'decimal', text: '%1.', start: 1 }
const labels = createListCounter(new Map([['a', [level]]]), new Map([['1', { definition: 'a', starts: new Map() }]]))
const item = (text: string, end: WordParagraph['end'] = 'paragraph'): WordParagraph => {
  return { text, end, properties: { ...plainParagraph, list: 1, level: 0 } }
}

const styles = () => ({ heading: null, isTitle: false, properties: plainParagraph, letters: [] })

const noMargins = { headers: [], footers: [] }

test('items without words count, what the end of a page cuts off in front of one does not', () => {
  const body = [item('Uno'), item(''), item('', 'page'), item('Tres')]
  expect(wordDrafts({ parts: [body], ...noMargins, styles, labels }).map(({ text }) => text)).toEqual([
    '1. Uno',
    '3. Tres',
  ])
})

test('an item that a page break divides, or ends, counts once', () => {
  const rest = (text: string): WordParagraph => ({ ...item(text), isRest: true })
  const body = [item('Uno', 'page'), rest(''), item('Dos', 'page'), rest('sigue'), item('Tres')]
  expect(
    wordDrafts({ parts: [body], ...noMargins, styles, labels }).map(({ kind, text }) => `${kind} ${text}`),
  ).toEqual(['list-item 4. Uno', 'list-item 5. Dos', 'paragraph sigue', 'list-item 6. Tres'])
})

test('what stands in a margin is no heading, whatever it says', () => {
  const margin: WordParagraph = { text: 'Anexo I', end: 'paragraph', properties: plainParagraph }
  const [draft] = wordDrafts({ parts: [], headers: [margin], footers: [], styles, labels })
  expect(draft).toMatchObject({ kind: 'paragraph', text: 'Anexo I', isMargin: true })
})

const cells = (...texts: readonly string[]): WordParagraph[] =>
  texts.map((text) => ({ text, end: 'cell', properties: { ...plainParagraph, inTable: true } }))
const rowEnd = (isHead: boolean, ...edges: readonly number[]): WordParagraph => ({
  text: '',
  end: 'cell',
  properties: {
    ...plainParagraph,
    inTable: true,
    rowEnd: true,
    isHead,
    cells: edges.map((rightEdge) => ({ rightEdge, above: false })),
  },
})

test('a cell that was merged with those beside it is as wide as they, and a row that is repeated names the columns', () => {
  const body = [
    ...cells('Pieza', 'Material'),
    rowEnd(true, 4_000, 8_000),
    ...cells('Eje', 'Acero'),
    rowEnd(false, 4_000, 8_000),
    ...cells('Juntas'),
    rowEnd(false, 8_000),
  ]
  const drafts = wordDrafts({ parts: [body], ...noMargins, styles, labels })
  expect(drafts.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'table-row Pieza | Material',
    'table-row Eje | Acero',
    'table-row Juntas',
  ])
  expect(drafts[0]?.table?.heads).toEqual(['Pieza', 'Material'])
  const sums = [
    ...cells('a', 'b', '3'),
    rowEnd(false, 1_000, 2_000, 3_000),
    ...cells('Total', '3'),
    rowEnd(false, 2_000, 3_000),
  ]
  expect(wordDrafts({ parts: [sums], ...noMargins, styles, labels })[1]?.text).toBe('Total |  | 3')
})

test('a table that stands in a cell is text of it, its cells and rows apart', () => {
  const inner = (text: string, marks: Partial<WordParagraph['properties']>): WordParagraph => {
    return { text, end: 'paragraph', properties: { ...plainParagraph, inTable: true, depth: 2, ...marks } }
  }
  const innerRow = (...texts: readonly string[]): WordParagraph[] => [
    ...texts.map((text) => inner(text, { innerCellEnd: true })),
    inner('', { innerRowEnd: true }),
  ]
  const body = [
    ...cells('Devengos', 'Firma'),
    rowEnd(false, 4_000, 8_000),
    ...innerRow('Salario', '1.412,30'),
    ...innerRow('Plus', '64,00'),
    ...cells('', 'Nuria'),
    rowEnd(false, 4_000, 8_000),
  ]
  expect(wordDrafts({ parts: [body], ...noMargins, styles, labels }).map(({ text }) => text)).toEqual([
    'Devengos | Firma',
    'Salario ¦ 1.412,30; Plus ¦ 64,00 | Nuria',
  ])
})
