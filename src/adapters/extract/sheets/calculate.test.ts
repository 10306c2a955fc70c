import { describe, expect, it, test } from 'vitest'
import { cellKey, createCalculator } from './calculate.ts'
import type { SheetCells, WrittenFormula } from './calculate.ts'
import type { Value } from './formula-values.ts'
import { cellAddress } from './grid.ts'

type Cells = Readonly<Record<string, Exclude<Value, null> | { readonly formula: string }>>

function sheetOf(cells: Cells): SheetCells {
  const values = new Map<number, Exclude<Value, null>>()
  const formulas = new Map<number, WrittenFormula>()
  let [lastRow, lastColumn] = [0, 0]
  for (const [name, cell] of Object.entries(cells)) {
    const { row, column } = cellAddress(name) ?? { row: 0, column: 0 }
    lastRow = Math.max(lastRow, row)
    lastColumn = Math.max(lastColumn, column)
    if (typeof cell === 'object' && 'formula' in cell)
      formulas.set(cellKey(row, column), { text: cell.formula, down: 0, right: 0 })
    else values.set(cellKey(row, column), cell)
  }
  return { values, formulas, lastRow, lastColumn }
}

const sheet: Cells = {
  A1: 'Silla',
  B1: 20,
  C1: 3,
  D1: { formula: 'B1*C1' },
  A2: 'Mesa',
  B2: 100.5,
  C2: 1,
  D2: { formula: 'B2*C2' },
  A3: 'Lámpara',
  D3: { formula: 'SUM(D1:D2)' },
  E1: true,
  G1: 5,
  G2: '5',
  G3: 'cinco',
  G4: '12,50 €',
  G5: 0.3,
  H1: '',
  H2: { formula: '""' },
  I1: { formula: 'A9' },
  J1: { error: '#N/A' },
  J2: 2,
}

function given(formula: string, cells: Cells = sheet) {
  const all = new Map([
    ['Hoja', sheetOf({ ...cells, Z99: { formula } })],
    ["Precios '24", sheetOf({ A1: 7 })],
  ])
  return createCalculator((name) => all.get(name) ?? null)('Hoja', 99, 25)
}

describe('a formula that nobody worked out', () => {
  it.each([
    ['SUM(D1:D2)', 160.5],
    ['SUM(D:D)-$D$3', 160.5],
    ['D3*21%', 33.705],
    ['-2^2+(1+2)*3', 13],
    ['ROUND(2.675,2)', 2.68],
    ['ROUND(-1.5,0)', -2],
    ['AVERAGE(B1:B3)', 60.25],
    ['COUNTA(A1:A5)', 3],
    ['MAX(B1:C2)', 100.5],
    ['IF(B2>50,"cara","barata")', 'cara'],
    ['IF(E1,A1&" ("&C1&")","")', 'Silla (3)'],
    ['IFERROR(B1/B9,"sin dato")', 'sin dato'],
    ['SUMIF(A1:A2,"mesa",B1:B2)', 100.5],
    ['COUNTIF(B1:B2,">=50")', 1],
    ['VLOOKUP("Mesa",A1:B3,2,FALSE)', 100.5],
    ['SUBTOTAL(9,B1:B2)', 120.5],
    ["'Precios ''24'!A1*2", 14],
    ['_xlfn.CONCAT(A1,"-",A2)', 'Silla-Mesa'],
    ['UPPER(LEFT(A1,2))', 'SI'],
    ['A9', 0],
    ['IF("5"=5,"igual","distinto")', 'distinto'],
    ['IF(A9="",1,2)+IF(A9=0,1,2)', 2],
    ['COUNTIF(A1:A2,"<>mesa")', 1],
    ['COUNTIF(A1:E9,"<>mesa")', 44],
    ['COUNTIF(E1:E2,1)', 0],
    ['SUMIF(A:A,"mesa",B:B)', 100.5],
    ['SUMIFS(B1:B2,A1:A2,"mesa",C1:C2,"<2")', 100.5],
    ['SUMIFS(B:B,A:A,"mesa",C:C,">2")', 0],
    ['COUNTIFS(B1:B2,">10",C1:C2,">2")', 1],
    ['AVERAGEIF(B1:B2,">10")', 60.25],
    ['AVERAGEIFS(C1:C2,B1:B2,">50")', 1],
    ['SUMPRODUCT(B1:B2,C1:C2)', 160.5],
    ['INDEX(B1:B3,MATCH("mesa",A1:A3,0))', 100.5],
    ['INDEX(A1:C2,2,3)', 1],
    ['INDEX(A1:C1,2)', 20],
    ['HLOOKUP("Silla",A1:C2,2,FALSE)', 'Mesa'],
    ['_xlfn.XLOOKUP("Mesa",A1:A3,B1:B3)', 100.5],
    ['_xlfn.XLOOKUP("Cama",A1:A3,B1:B3,"no hay")', 'no hay'],
    ['LARGE(B1:B3,2)', 20],
    ['SMALL(B1:B3,1)', 20],
    ['MEDIAN(B1:C2)', 11.5],
    ['SQRT(POWER(3,2)+16)', 5],
    ['MID(A3,2,3)', 'ámp'],
    ['DATE(2024,3,1)', 45_352],
    ['DATE(2024,14,0)', 45_688],
    ['EDATE(DATE(2024,1,31),1)', 45_351],
    ['EOMONTH(DATE(2024,1,15),0)', 45_322],
    ['YEAR(45352)*10000+MONTH(45352)*100+DAY(45352.9)', 20_240_301],
    ['_xlfn.IFS(B1>50,"cara",B1>10,"media",TRUE,"barata")', 'media'],
    ['IF(ISBLANK(A9),"falta",A9)', 'falta'],
    ['IF(ISERROR(B1/0),0,1)', 0],
    ['IF(AND(ISNUMBER(B1),ISTEXT(A1)),1,0)', 1],
    // Fifteen figures are compared, and what is left of them by a difference is none.
    ['IF(0.1+0.2=0.3,"cuadra","no cuadra")', 'cuadra'],
    ['0.5-0.4-0.1', 0],
    ['1/(1+B9*-1)-1', 0],
    // Of ranges only numbers and truths count, of what is handed over all.
    ['AND(A1:E1)', true],
    ['IF(OR(A2:D3,FALSE),1,0)', 1],
    ['PRODUCT(A1:A3)', 0],
    ['LEFT(A1)&RIGHT(A1)', 'Sa'],
    ['VLOOKUP("Mesa",A1:AF3,30,FALSE)', 0],
    ['INDEX(A1:C2,2.9,3)', 1],
    // A text may be the same as a number, but is not larger or smaller.
    ['COUNTIF(G1:G3,5)', 2],
    ['COUNTIF(G1:G3,">4")', 1],
    ['COUNTIF(B1:B4,A9)', 0],
    // Empty is what holds nothing; a formula that shows nothing is not.
    ['COUNTA(H1:H3)', 2],
    ['COUNTIF(H1:H3,"")', 3],
    ['COUNTIF(H1:H3,"=")', 1],
    ['IF(I1="",1,2)', 2],
  ])('gives what a workbook shows: %s', (formula, value) => {
    const found = given(formula)
    if (typeof value === 'number') expect(found).toBeCloseTo(value, 9)
    else expect(found).toBe(value)
  })

  it.each(['B1/B9', 'B1/0'])('gives the error that a workbook shows: %s', (formula) => {
    expect(given(formula)).toEqual({ error: '#DIV/0!' })
  })

  it.each([
    'TODAY()',
    'Total*2',
    'Tabla1[Precio]',
    'SUM(D1:D2',
    '1+',
    'Otra!A1',
    'VLOOKUP(1,A1:B3,2)',
    'MATCH("Mesa",A1:A3)',
    'MATCH("Me*",A1:A3,0)',
    'MATCH("Mesa",A1:B3,0)',
    'INDEX(A1:C3,0,1)',
    '_xlfn.XLOOKUP("Mesa",A1:A3,B1:B2)',
    'SUMIFS(B1:B2,A1:A3,"Mesa")',
    'SUMIFS(B1:B2,A1:A2,"Me*")',
    'COUNTIFS(A1:A3)',
    'YEAR("01/02/2024")',
    'DATE(1900,1,1)',
    'DATE(99999,1,1)',
    'SUMPRODUCT((A1:A3="Mesa")*B1:B3)',
    'INDIRECT("A1")',
    'SUMIF(A1:A3,"Me*",B1:B3)',
    'COUNTIF(A1:A3,"?esa")',
    'SUMIF(A1:A3,">=01/02/2024",B1:B3)',
    'COUNTIF(A1:A3,"01/02/2024")',
    'COUNTIF(B1:B3,"50%")',
    'SUMIF(A1:A3,"Mesa",B2)',
    'SUMIF(A1:B3,"Mesa",C1:C3)',
    'COUNTIF(A1:A999,"")',
    'COUNTIF(A:A,"<>Mesa")',
    'VLOOKUP("Me*",A1:B3,2,FALSE)',
    'Z99+1',
    '(('.repeat(500),
    // Of a range where one cell is wanted a workbook takes the one beside the formula.
    'LEFT(A1:A3,2)',
    'ROUND(B:B,0)',
    'VLOOKUP(A:A,A1:C3,2,FALSE)',
    'SUMIF(A1:A3,A1:A3,B1:B3)',
    'ISTEXT(A1:A3)',
    'CONCATENATE(A1:A3)',
    'YEAR(B1:B3)',
    // In one country a number, in the next one another or none.
    'G4*2',
    'ROUND("12,5",0)',
    '"1.234"*1',
    'B2&" €"',
    'E1&""',
    'COUNTIF(B1:B3,">=1.000")',
    'IF(A1,1,2)',
    '"0x10"*1',
    'SUMPRODUCT(A:A,AZ:AZ)',
    'MATCH(0.1+0.2,G5:G6,0)',
  ])('is left open when it is not understood: %s', (formula) => {
    expect(given(formula)).toBeUndefined()
  })

  it.each([
    ['MATCH("Cama",A1:A3,0)', '#N/A'],
    ['INDEX(B1:B3,MATCH("Cama",A1:A3,0))', '#N/A'],
    ['INDEX(A1:B2,3,1)', '#REF!'],
    ['SQRT(-1)', '#NUM!'],
    ['AVERAGEIF(B1:B2,">900")', '#DIV/0!'],
    ['_xlfn.IFS(B1>50,"cara")', '#N/A'],
    ['VLOOKUP("Mesa",A1:C3,4,FALSE)', '#REF!'],
    ['AND(TRUE,B1/0)', '#DIV/0!'],
    ['OR(TRUE,B1/0)', '#DIV/0!'],
    ['CONCATENATE(A1,B1/0)', '#DIV/0!'],
    ['ROUND(B1,B1/0)', '#DIV/0!'],
    ['SUM(A1&"x")', '#VALUE!'],
    ['A1*2', '#VALUE!'],
    ['SUM(J1:J2)', '#N/A'],
    ['(-8)^0.5', '#NUM!'],
    ['10^400', '#NUM!'],
    ['0^0', '#NUM!'],
  ])('says what a workbook says of what there is not: %s', (formula, error) => {
    expect(given(formula)).toEqual({ error })
  })

  it('is left open for days where the workbook counts them from 1904', () => {
    const cells = sheetOf({ A1: { formula: 'DATE(2024,3,1)' }, A2: { formula: '1+1' } })
    const calculate = createCalculator(() => cells, true)
    expect([calculate('Hoja', 1, 0), calculate('Hoja', 2, 0)]).toEqual([undefined, 2])
  })

  it('makes no text that no cell could hold', () => {
    const rows = Array.from({ length: 60 }, (_, at) => at + 2)
    const cells = Object.fromEntries(rows.map((row) => [`A${row}`, { formula: `A${row - 1}&A${row - 1}` }]))
    expect(given('A9', { A1: 'ab', ...cells })).toHaveLength(512)
    expect(given('A61', { A1: 'ab', ...cells })).toEqual({ error: '#VALUE!' })
  })

  it('is found for a long column of running totals from the top, and not for one that needs itself', () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => at + 2)
    const cells = Object.fromEntries(rows.map((row) => [`A${row}`, { formula: `A${row - 1}+1` }]))
    const calculate = createCalculator(() => sheetOf({ A1: 1, ...cells }))
    const cached = sheetOf({ A1: 1, ...cells })
    const once = createCalculator(() => cached)
    expect(rows.map((row) => once('Hoja', row, 0)).at(-1)).toBe(3_001)
    expect(calculate('Hoja', 3_000, 0)).toBeUndefined()
    expect(given('B1', { B1: { formula: 'C1' }, C1: { formula: 'B1' } })).toBeUndefined()
  })
})

test('a shared formula moves with its cell, but for what is fixed', () => {
  const formulas = new Map([[cellKey(3, 1), { text: 'A1*$A$1', down: 2, right: 0 }]])
  const values = new Map([
    [cellKey(1, 0), 2],
    [cellKey(3, 0), 5],
  ])
  const calculate = createCalculator(() => ({ values, formulas, lastRow: 3, lastColumn: 1 }))
  expect(calculate('Hoja', 3, 1)).toBe(10)
})

test('a range of a shared formula turns round where it moves beyond its fixed corner', () => {
  const formulas = new Map([[cellKey(5, 1), { text: 'SUM(A1:A$2)', down: 3, right: 0 }]])
  const values = new Map([1, 2, 3, 4].map((row) => [cellKey(row, 0), row]))
  const calculate = createCalculator(() => ({ values, formulas, lastRow: 5, lastColumn: 1 }))
  expect(calculate('Hoja', 5, 1)).toBe(2 + 3 + 4)
})

test.each([
  ['subtotals over subtotals', 'SUBTOTAL(9,$A$1:$A$50000)', (row: number) => row],
  ['ranges beyond the last column', `SUM(${Array(100).fill('$ZZ$1:$ZZ$1048576').join()})`, (row: number) => row],
  ['a long text looked for', 'MATCH(REPT,$A$1:$A$50000,0)'.replace('REPT', '$B$1'), (row: number) => `c${row}`],
  ['long texts compared', 'IF($B$1=$B$2,1,0)+'.repeat(100) + '1', (row: number) => row],
])('many formulas are given up before they take long: %s', (_, text, value) => {
  const rows = Array.from({ length: 50_000 }, (_all, at) => at + 1)
  const values = new Map<number, number | string>(rows.map((row) => [cellKey(row, 0), value(row)]))
  values.set(cellKey(1, 1), 'k'.repeat(32_000)).set(cellKey(2, 1), 'k'.repeat(32_000))
  const formulas = new Map(rows.map((row) => [cellKey(row, 2), { text, down: row, right: 0 }]))
  const subtotals = new Set(rows.map((row) => cellKey(row, 0)))
  const calculate = createCalculator(() => ({ values, formulas, subtotals, lastRow: 1_048_576, lastColumn: 2 }))
  const found = rows.map((row) => calculate('Hoja', row, 2))
  expect(found).toHaveLength(rows.length)
})

test('a workbook whose formulas look at too many cells is given up', () => {
  const cells = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`A${at + 1}`, 1]))
  const formulas = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, at) => [`B${at + 1}`, { formula: 'SUM(A1:A3000)' }]),
  )
  const cached = sheetOf({ ...cells, ...formulas })
  const calculate = createCalculator(() => cached)
  expect(calculate('Hoja', 1, 1)).toBe(3_000)
  const all = Array.from({ length: 1_000 }, (_, at) => calculate('Hoja', at + 1, 1))
  expect(all.at(-1)).toBeUndefined()
})

test('long formulas that need each other are given up, not the sheet', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 90 }, (_, at) => [`A${at + 1}`, { formula: `A${at + 2}${'+1'.repeat(990)}` }]),
  )
  expect(given('A1', { ...chain, A91: 1, B1: 1 })).toBeUndefined()
  expect(given(`B1${'+1'.repeat(990)}`, { B1: 1 })).toBe(991)
})
