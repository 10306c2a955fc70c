import { describe, expect, it } from 'vitest'
import type { ExtractedText } from '../../domain/extracted.ts'
import { emptyPages, mergeScans } from './merge-scans.ts'

const scan = (text: string, confidence = 90): ExtractedText => ({
  ...emptyPages(0),
  text,
  blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
  ocr: [{ page: 1, confidence }],
})

/** Pages as `start–end`, blocks and pages as their texts. */
function seen({ text, blocks, pages }: ExtractedText) {
  return {
    text,
    blocks: blocks.map(({ start, end }) => text.slice(start, end)),
    pages: pages.map(({ start, end }) => text.slice(start, end)),
  }
}

describe('a text with what was recognised on its pages', () => {
  it('of nothing but scans is what was recognised, page by page', () => {
    const merged = mergeScans(
      emptyPages(3),
      new Map([
        [1, scan('Uno.', 80)],
        [2, null],
        [3, scan('Tres.')],
      ]),
    )
    expect(seen(merged)).toEqual({ text: 'Uno.\n\nTres.', blocks: ['Uno.', 'Tres.'], pages: ['Uno.', '', 'Tres.'] })
    expect(merged.ocr).toEqual([
      { page: 1, confidence: 80 },
      { page: 3, confidence: 90 },
    ])
  })

  const own: ExtractedText = {
    ...emptyPages(0),
    text: 'Primera.\n\nSegunda, que sigue.\n\na | b',
    blocks: [
      { kind: 'paragraph', start: 0, end: 8 },
      { kind: 'paragraph', start: 10, end: 29 },
      { kind: 'table-row', start: 31, end: 36 },
    ],
    pages: [
      { number: 1, start: 0, end: 0 },
      { number: 2, start: 0, end: 18 },
      { number: 3, start: 18, end: 18 },
      { number: 4, start: 19, end: 36 },
      { number: 5, start: 36, end: 36 },
    ],
    tables: [{ start: 31, end: 36, heads: ['x', 'y'], body: 35 }],
    title: 'Acta',
  }

  it('has it in the place of pages without text: before, between and after the others, never inside a block', () => {
    const merged = mergeScans(
      own,
      new Map([
        [1, scan('Portada.')],
        [3, scan('Plano.')],
        [5, scan('Fin.')],
      ]),
    )
    expect(seen(merged)).toEqual({
      text: 'Portada.\n\nPrimera.\n\nSegunda, que sigue.\n\nPlano.\n\na | b\n\nFin.',
      blocks: ['Portada.', 'Primera.', 'Segunda, que sigue.', 'Plano.', 'a | b', 'Fin.'],
      pages: [
        'Portada.',
        'Primera.\n\nSegunda,',
        expect.stringContaining('Plano.'),
        expect.stringContaining('a | b'),
        'Fin.',
      ],
    })
    const [table] = merged.tables
    expect(merged.text.slice(table?.start, table?.end)).toBe('a | b')
    expect(merged.text.slice(table?.body, table?.end)).toBe('b')
    expect(merged.title).toBe('Acta')
  })

  it('has it behind the stamp of a page that had nothing else', () => {
    const merged = mergeScans(own, new Map([[4, scan('El contrato.')]]))
    expect(merged.text).toBe('Primera.\n\nSegunda, que sigue.\n\na | b\n\nEl contrato.')
    expect(seen(merged).pages.at(3)).toContain('El contrato.')
  })

  it('stays as it was without scans', () => {
    expect(mergeScans(own, new Map())).toEqual({ ...own, ocr: [] })
  })
})
