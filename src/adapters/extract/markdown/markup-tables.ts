import { fillGrid } from '../layout/table-grid.ts'
import type { GridRow } from '../layout/table-grid.ts'
import { markupTables } from '../text/markup-tables.ts'
import { splitLines } from '../text/split-lines.ts'
import { codeLines } from './code-lines.ts'

const anyRuler = /^ {0,3}(?:-{2,} +-{2,}|={2,} +={2,}|\+[-=:]{3,}.*\+ *$)/m

/** Tables as Pandoc and reStructuredText have them, as tables of pipes: what is set to the right in them would be code, and strokes headings. */
export function withMarkupTables(text: string): string {
  if (!anyRuler.test(text)) return text
  const lines = splitLines(text)
  const inCode = codeLines(lines)
  const read: string[] = []
  let after = 0
  for (const { from, to, rows } of markupTables(lines, { oneLine: true, isCode: (at) => inCode[at] === true })) {
    for (const line of lines.slice(after, from)) read.push(line)
    read.push('', ...pipedRows(rows), '')
    after = to
  }
  for (const line of lines.slice(after)) read.push(line)
  return read.join('\n')
}

function pipedRows(rows: readonly GridRow[]): readonly string[] {
  const grid = fillGrid(rows)
  const heads = rows.filter(({ isHead }) => isHead === true).length
  const width = grid.reduce((most, line) => Math.max(most, line.length), 0)
  // Names of some lines are those of one.
  const names = Array.from({ length: width }, (_, column) => {
    const said = grid.slice(0, heads).map((line) => line[column] ?? '')
    return said.filter((name, at) => name !== '' && name !== said[at - 1]).join(' ')
  })
  const piped = (line: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, column) => (line[column] ?? '').replaceAll('|', '\\|')).join(' | ')} |`
  const head = heads === 0 ? [] : [piped(names), `|${' --- |'.repeat(width)}`]
  return [...head, ...grid.slice(heads).map(piped)]
}
