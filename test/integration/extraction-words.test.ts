import { expect, test } from 'vitest'
import { compare } from '../../bench/extraction/compare.ts'
import { listNumbersKept } from '../../bench/extraction/list-numbers.ts'
import { rowsKept } from '../../bench/extraction/printed-rows.ts'
import { editsBetween } from '../../bench/extraction/scans.ts'
import { withoutRunning } from '../../bench/extraction/running.ts'
import { snippetsKept } from '../../bench/extraction/snippets.ts'
import { titlesKept } from '../../bench/extraction/titles.ts'
import { both, either, fiveGrams, quantile, shared, wordsOf } from '../../bench/extraction/words.ts'
import type { BlockKind, ExtractedText } from '../../src/domain/extracted.ts'

/** A text of these blocks, each on its line. */
function textOf(...blocks: readonly (readonly [BlockKind, string])[]): ExtractedText {
  const text = blocks.map(([, line]) => line).join('\n')
  let start = 0
  const placed = blocks.map(([kind, line]) => {
    const block = { kind, start, end: start + line.length }
    start = block.end + 1
    return block
  })
  return { text, blocks: placed, pages: [], pagesApproximate: false, tables: [], title: null, warnings: [] }
}

test('words are the same in every form of their letters, and whole where a line cut them', () => {
  expect(wordsOf('La ﬁanza, definici-\nón: 10 €')).toEqual(['la', 'fianza', 'definicion', '10'])
})

test('words that two texts share count as often as they are in both', () => {
  expect(shared(['a', 'a', 'b'], ['a', 'b', 'b', 'c'])).toBe(2)
  expect(both(['a', 'a', 'b'], ['a', 'b', 'b', 'c'])).toEqual(['a', 'b'])
  expect(either(['a', 'a', 'b'], ['a', 'b', 'b', 'c'])).toEqual(['a', 'a', 'b', 'b', 'c'])
  expect(fiveGrams(['a', 'b', 'c', 'd', 'e', 'f'])).toEqual(['a b c d e', 'b c d e f'])
  expect(fiveGrams(['a'])).toEqual([])
  expect([quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.1)]).toEqual([2, 1])
})

test('a text is held against the words that all programs have, and those that any of them has', () => {
  const sure = Array.from({ length: 40 }, (_, at) => `palabra${at}`)
  const found = compare([...sure.slice(0, 30), 'uno', 'otro'].join(' '), [[...sure, 'uno'].join(' '), sure.join(' ')])
  expect(found).toEqual({ recall: 0.75, precision: 31 / 32, order: 26 / 37 })
  expect(compare('uno', ['uno dos'])).toBeNull()
})

test('a printed row stands on a line of its own, among others, or in pieces', () => {
  const rows = [
    ['Pintura', '10', '1,50', '15'],
    ['Tuercas', '20', '2,50', '50'],
    ['Clavos', '30', '3,50', '105'],
    ['Cola', '40', '4,50', '180'],
  ]
  const text = textOf(
    ['table-row', 'Pintura | 10 | 1,50 | 15'],
    ['paragraph', 'Tuercas 20 2,50 50 Clavos 30 3,50 105'],
    ['paragraph', 'Cola 40'],
    ['paragraph', '4,50 180'],
  )
  expect(rowsKept(text, rows)).toEqual({ own: 1, merged: 2, spread: 1 })
})

test('titles and numbers of lists count where their words stand in the text', () => {
  const text = textOf(['heading', '1. Objeto'], ['paragraph', 'Segundo'], ['list-item', '2) Recambios del motor'])
  expect(titlesKept(text, ['Objeto', 'Segundo', 'Tercero'])).toEqual({ all: 2, kept: 1 })
  expect(listNumbersKept(text, '  2) Recambios del motor\n3. Recambios del motor\n4. Otra cosa')).toEqual({
    all: 2,
    kept: 1,
  })
})

test('a snippet counts where a plain search of its page finds it', () => {
  const source = '<p>El <b>plazo</b> vence &aacute; las 9.</p><script>otra cosa</script>'
  expect(snippetsKept('El plazo', source, ['El plazo', 'vence á las 9', 'otra cosa'])).toEqual({ all: 2, kept: 1 })
})

test('letters put in, taken out and exchanged are counted', () => {
  expect([editsBetween('casa', 'casas'), editsBetween('casa', 'cosa'), editsBetween('', 'ab')]).toEqual([1, 1, 2])
})

test('what is printed at the ends of most pages counts as often as we have it, and numbers of pages not at all', () => {
  const pages = [1, 2, 3].map((at) => `Informe 2026\nUna frase ${'abc'.charAt(at)}.\nPágina ${at} de 3`)
  const [first, second] = withoutRunning(pages, 'Informe 2026\nUna frase.')
  expect([first, second]).toEqual(['Informe 2026\nUna frase b.', 'Una frase c.'])
})
