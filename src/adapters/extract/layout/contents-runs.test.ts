import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { withContents } from './contents-runs.ts'
import type { Draft } from './draft.ts'

const draftsOf = (lines: readonly string[], kind: Draft['kind']): Draft[] => lines.map((text) => ({ kind, text }))
const body = ['Alcance', 'Plazos', 'Precios'].flatMap((name, at): Draft[] => [
  { kind: 'heading', level: 2, text: `${at + 1}. ${name}` },
  { kind: 'paragraph', text: 'Se dice aquí.' },
])
const marked = (...drafts: readonly Draft[]): string[] =>
  withContents([...drafts, ...body])
    .filter(({ kind }) => kind === 'contents')
    .map(({ text }) => text)
const index: Draft = { kind: 'heading', level: 1, text: 'Índice' }

describe('a line of contents', () => {
  it.each([
    ['paragraphs with a tabulator', 'paragraph', ['Alcance\t2', 'Plazos\t3', 'Precios\t5']],
    ['rows', 'table-row', ['Alcance | 2', 'Plazos | 3', 'Precios | 5']],
    ['items without a page', 'list-item', ['1. Alcance', '2. Plazos', '3. Precios']],
    ['lines of which one is named otherwise', 'paragraph', ['Alcance 2', 'Plazos 3', 'Anexo de firmas 9']],
    ['headings by their words', 'heading', ['1. Alcance 2', '2. Plazos 3']],
  ] as const)('stands under a heading that says so: %s', (_, kind, lines) => {
    expect(marked(index, ...draftsOf(lines, kind))).toEqual(lines)
  })

  it('has no date where the heading has one behind its number', () => {
    const dated: Draft = { kind: 'heading', level: 2, text: '2.3.59.1 (12-12-2022) Alcance' }
    const lines = ['2.3.59.1 Alcance', '2.3.59.2 Plazos', '2.3.59.3 Precios']
    const contents = withContents([...draftsOf(lines, 'list-item'), dated, ...body.slice(2)])
    expect(contents.filter(({ kind }) => kind === 'contents').map(({ text }) => text)).toEqual(lines)
  })

  it('may stand anywhere in a list of nothing but headings', () => {
    const links = ['- Alcance', '- Plazos', '- Precios']
    expect(marked(...draftsOf(links, 'list-item'))).toEqual(links)
    expect(marked(...draftsOf(links.slice(1), 'list-item'))).toEqual([])
  })

  it('is none that a colon introduces, with a price, or that names something else', () => {
    const items = draftsOf(['- Alcance', '- Plazos', '- Precios'], 'list-item')
    expect(marked({ kind: 'paragraph', text: 'Se acuerda:' }, ...items)).toEqual([])
    expect(marked(...draftsOf(['Alcance | 20', 'Plazos | 30', 'Precios | 50'], 'table-row'))).toEqual([])
    const box: Draft = { kind: 'heading', level: 1, text: 'Contenido' }
    expect(marked(box, ...draftsOf(['Tornillos 12', 'Tuercas 12', 'Llave 1'], 'paragraph'))).toEqual([])
  })

  it('is looked for in time in proportion to the text', async () => {
    const make = (size: number): Draft[] => [
      index,
      ...Array.from({ length: size }, (): Draft => ({ kind: 'list-item', text: 'Índice' })),
      ...Array.from({ length: size * 2 }, (): Draft => ({ kind: 'list-item', text: 'Otro 3' })),
      ...body,
      ...Array.from({ length: size }, (_, at): Draft[] => [
        index,
        { kind: 'list-item', text: at % 3 === 0 ? 'Alcance' : `Plazos ${' | '.repeat(60)}` },
      ]).flat(),
    ]
    expect(await growthOf(make, 1_000, withContents)).toBeLessThan(linearGrowth)
  })
})
