import { expect, test } from 'vitest'
import type { Block, ExtractedText, Table } from '../../domain/extracted.ts'
import { createOutliner } from './outliner.ts'

/** What a chunk begins in the middle of that holds the last of these rows. */
function openerOfLast(rows: readonly string[], tables: readonly Table[] = []): string | null {
  const blocks: Block[] = []
  let text = ''
  for (const row of rows) {
    blocks.push({ kind: 'table-row', start: text.length, end: text.length + row.length })
    text += `${row}\n`
  }
  const extracted: Pick<ExtractedText, 'text' | 'blocks' | 'tables'> = { text, blocks, tables }
  const { start = 0, end = 0 } = blocks.at(-1) ?? {}
  return createOutliner(extracted)(start, end).opener?.text ?? null
}

test('a table of plain text goes on under the names of its columns', () => {
  expect(openerOfLast(['Nombre | Sueldo', 'Ana | 1200,50 €', 'Luis | 1300,50 €'])).toBe('Nombre | Sueldo')
})

test('a table of plain text without names has no row of its own for names', () => {
  expect(openerOfLast(['Ana | 1200,50 €', 'Luis | 1300,50 €', 'Eva | Madrid', 'Juan | 1400,50 €'])).toBeNull()
})

test('a row is no name of columns where the names above it are too long to be said', () => {
  const names = `Nombre | ${'Lo que se le paga cada mes '.repeat(20)}`
  const rows = [names, 'Ana | Madrid', 'Luis | Soria', 'Eva | Lugo']
  const end = rows.join('\n').length
  expect(openerOfLast(rows, [{ start: 0, end, heads: ['Nombre', 'Pago'] }])).toBeNull()
})
