import { expect, it } from 'vitest'
import { plainDrafts } from './plain-drafts.ts'
import { withoutPageFrames } from './printed-pages.ts'

const said = (text: string): readonly string[] =>
  plainDrafts(withoutPageFrames(text)).map((draft) => draft.text.replace(/\s+/g, ' '))

it('lines that run over and under the pages are said once, and a sentence goes on over the end of its page', () => {
  const page = (number: number, body: string): string =>
    `TCEP      Abril 2025\n\n${body}\n\n\nPohl     [Page ${number}]\n`
  const text = [
    page(1, 'Un puerto se anuncia.'),
    page(2, 'Quien calla noventa segundos seguidos, sea de noche o de día, se'),
    page(3, 'da por perdido.'),
  ].join('\f')
  expect(said(text)).toEqual([
    'TCEP Abril 2025',
    'Un puerto se anuncia.',
    'Pohl [Page 1]',
    'Quien calla noventa segundos seguidos, sea de noche o de día, se da por perdido.',
  ])
})

it('what stands at the top of each page with a number of its own runs over none', () => {
  const invoice = (number: number): string => `FACTURA ${number}\n\nTotal: ${number} EUR\n`
  const text = [1001, 1002, 1003].map(invoice).join('\f')
  expect(withoutPageFrames(text)).toBe(text)
})

it('a report for a line printer is read without the signs for the printer', () => {
  const page = (number: number, rows: readonly string[]): string[] => [
    `1INFORME GL02         PAGINA ${number}`,
    '0OFICINA      POLIZAS',
    ' ------------ -------',
    ...rows,
  ]
  const report = [
    ...page(1, [' 0010 AVILA       412', ' 0020 BURGOS      198']),
    ...page(2, [' 0030 CUENCA       77']),
    '0TOTAL          687',
  ]
  expect(said(report.join('\n'))).toEqual([
    'INFORME GL02 PAGINA 1',
    'OFICINA | POLIZAS',
    '0010 AVILA | 412',
    '0020 BURGOS | 198',
    'OFICINA | POLIZAS',
    '0030 CUENCA | 77',
    'TOTAL 687',
  ])
})

it.each([
  ['numbered lines', '1. Uno\n a\n b\n c\n0. Dos\n d\n e'],
  ['a list of amounts', '1 pera\n2 uvas\n0 higos\n1 melón\n3 kiwis\n1 lima'],
  ['amounts that end below each other', '12 sillas\n11 mesas\n 9 camas\n 8 mantas\n 7 platos\n 5 vasos'],
  ['a recipe', '1 kg de harina\n 200 g de azúcar\n 3 huevos\n-sin cáscara\n 1 limón\n-entero\n sal'],
  ['an order of the day', '1º Acta\n se lee\n se aprueba\n1º bis Cuentas\n se leen\n-las del año'],
])('%s may begin with such a sign', (_, text) => {
  expect(withoutPageFrames(text)).toBe(text)
})

it('a sentence goes on over an empty page, and what begins on a page stays apart', () => {
  const head = 'Informe de obra\n\n'
  const pages = [
    `${head}Quien calla noventa segundos seguidos, sea de noche o de día, se`,
    head,
    `${head}da por perdido.`,
    `${head}Faltan tejas.`,
  ]
  expect(said(pages.join('\f'))).toEqual([
    'Informe de obra',
    'Quien calla noventa segundos seguidos, sea de noche o de día, se da por perdido.',
    'Faltan tejas.',
  ])
})

it.each([
  ['years', ['2020\nIngresos: 100', '2021\nIngresos: 120', '2022\nIngresos: 130']],
  ['amounts', ['12\n', '14\n', '15\nTotal: 41']],
  ['answers', ['¿Paga en efectivo?\nSí', '¿Paga con tarjeta?\nSí', '¿Factura?\nNo']],
  ['notes of single pages', ['Ana\nPagado al contado', 'Luis\nPagado al contado', 'Eva\nPendiente de pago']],
])('what stands first or last on some pages runs over none: %s', (_, pages) => {
  const text = pages.join('\f')
  expect(withoutPageFrames(text)).toBe(text)
})

it('lines may run over every other page, beginning behind the title page', () => {
  const pages = [
    'Memoria',
    ...[2, 3, 4, 5, 6, 7].map(
      (at) => `${at % 2 === 0 ? 'Caja de Soria' : 'Memoria de 2024'}\n\nCuenta ${'abcdefgh'.charAt(at)}.\n\n${at}`,
    ),
  ]
  expect(said(pages.join('\f'))).toEqual([
    'Memoria',
    'Caja de Soria',
    'Cuenta c.',
    '2',
    'Memoria de 2024',
    ...['d', 'e', 'f', 'g', 'h'].map((name) => `Cuenta ${name}.`),
  ])
})

it('a line of very many blanks takes time in proportion to them', () => {
  const blanks = ' '.repeat(400_000)
  const text = `Memoria de 2024\na\fMemoria de 2024\nb\n${blanks}x\fMemoria de 2024\npágina${blanks}x`
  expect(said(text).join(' ').replace(/\s+/g, ' ')).toBe('Memoria de 2024 a b x página x')
})
