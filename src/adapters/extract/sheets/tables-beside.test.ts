import { describe, expect, it } from 'vitest'
import type { CellRange, GridRow } from './grid.ts'
import { tablesBeside } from './tables-beside.ts'

/** Rows of cells between bars, from the first row on; an empty cell is one without a text. */
function rowsOf(...lines: readonly string[]): GridRow[] {
  return lines.map((line, at) => {
    const texts = line.split('|').map((text) => text.trim())
    return { number: at + 1, cells: texts.flatMap((text, column) => (text === '' ? [] : [{ column, text }])) }
  })
}

const textOf = (rows: readonly GridRow[]): string =>
  rows.map(({ cells }) => cells.map(({ text }) => text).join(' ')).join(' / ')

/** What stands in each table. */
function beside(lines: readonly string[], merged: readonly CellRange[] = []): string[] {
  const [title, body] = [rowsOf(...lines).slice(0, 1), rowsOf(...lines).slice(1)]
  return tablesBeside({ title, body }, merged).map(textOf)
}

describe('tables beside each other', () => {
  it('are told by a name that comes again', () => {
    const branches = ['Q1', 'Branch|Sales||Branch|Staff', 'Leeds|10||Bath|3', 'York|20||Exeter|4']
    expect(beside(branches)).toEqual(['Q1 / Branch Sales / Leeds 10 / York 20', 'Branch Staff / Bath 3 / Exeter 4'])
    const payslip = [
      'Payslip',
      'Earnings|Amount||Deductions|Rate|Amount',
      'Basic|10||Tax|2 %|3',
      'Bonus|5||Union|1 %|1',
    ]
    expect(beside(payslip)).toHaveLength(2)
    const three = ['', 'A|B||A|B||A|B', 'x|1||y|2||z|3', 'x|1||y|2||z|3', '||||||v|3']
    expect(beside(three)).toEqual(['A B / x 1 / x 1', 'A B / y 2 / y 2', 'A B / z 3 / z 3 / v 3'])
  })

  it('are told by rows that begin and end elsewhere, with what stands above each', () => {
    const lines = [
      'Stock|||Suppliers',
      'Item|Pieces||',
      'Hat|40||Name|Phone',
      'Boot|18||Acme|1',
      'Vest|95||Bolt|2',
      'Belt|6||',
    ]
    expect(beside(lines)).toEqual([
      'Stock / Item Pieces / Hat 40 / Boot 18 / Vest 95 / Belt 6',
      'Suppliers / Name Phone / Acme 1 / Bolt 2',
    ])
  })

  it('are told by a key to codes that ends before the table does', () => {
    const rota = [
      '',
      'Nurse|Mon|Tue||Code|Hours',
      'Ana|M|T||M|7-15',
      'Eva|T|N||T|15-22',
      'Luz|N|M||N|22-7',
      'Pau|M|M||',
      'Sol|T|T||',
    ]
    expect(beside(rota)).toHaveLength(2)
    expect(beside(rota.slice(0, -1))).toHaveLength(1)
  })

  it.each([
    [
      'an empty column before figures',
      ['', 'Dept|Head||2023|2024', 'Ana|A||1|2', 'Eva|B||3|4', 'Luz|C||5|6', 'Total|||9|12'],
    ],
    ['names of groups that come again', ['', '|Start|||End', 'no|y|m||Start|End', '1|1|2||9|9', '2|3|4||9|9']],
    ['groups of names', ['', 'Name|Age||Post|Pay', 'Ana|31||Cook|10', 'Eva|28||Clerk|12', 'Luz|44||Guard|11']],
    [
      'a last column that is filled here and there',
      ['', 'Name|Age||By|Note', 'A|1||x|n', 'B|2||', 'C|3||y|n', 'D|4||z|n', 'E|5||', 'F|6||'],
    ],
    [
      'numbers of invoices for the first rows',
      ['', 'Order|Sum||Invoice|Date', 'A|1||F-1|2/3', 'B|2||F-2|3/3', 'C|3||F-3|4/3', 'D|4||', 'E|5||'],
    ],
    [
      'what stands beside rows above their sum',
      ['', 'Cost|Sum||Who|Zone', 'Light|1||Ann|North', 'Water|2||Eve|South', 'Gas|3||Bob|East', 'Total|6||', 'VAT|1||'],
    ],
    ['two sides in as many rows', ['', 'Home|Goals||Guests|Goals', 'Leeds|2||York|1', 'Bath|0||Hull|3']],
    ['names that come again over figures', ['', 'Item|Units|Sum||Units|Sum', 'Hat|1|2||3|4', 'Boot|2|3||4|5']],
  ])('are not %s', (_, lines) => {
    expect(beside(lines)).toHaveLength(1)
  })

  it('are not columns that a merged cell spans together', () => {
    const lines = ['', 'A|B||A|B', 'x|1||y|2', 'x|1||y|2']
    expect(beside(lines, [{ firstRow: 2, lastRow: 2, firstColumn: 1, lastColumn: 3 }])).toHaveLength(1)
  })
})
