import { expect, test } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string, size = 10): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`
const bar = (x: number, y: number, toX: number): string => `0.5 w ${x} ${y} m ${toX} ${y} l S`
const read = async (content: readonly string[]): Promise<string[]> =>
  outline(await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }])))

test('a fraction that is drawn in a line of text is read in its place', async () => {
  const small = (x: number, up: string, down: string): string[] => [
    show(x, 504, up, 7),
    show(x, 496, down, 7),
    bar(x - 0.5, 502.5, x + 4.5),
  ]
  expect(
    await read([
      show(40, 500, 'Se pagan'),
      ...small(85, '3', '4'),
      show(92, 500, 'partes del precio y 2'),
      ...small(190, '1', '2'),
      show(197, 500, 'meses de fianza.'),
    ]),
  ).toEqual(['paragraph Se pagan 3/4 partes del precio y 2 1/2 meses de fianza.'])
})

test('a formula is read in one line, with brackets around what stands above and below its bar', async () => {
  const formula = [
    show(40, 500, 'Cuota ='),
    show(93, 507, 'capital · interés'),
    show(80, 493, '1 - plazo · comisión'),
    bar(80, 502.5, 173),
    show(180, 500, 'al mes'),
  ]
  expect(await read(formula)).toEqual(['paragraph Cuota = (capital · interés)/(1 - plazo · comisión) al mes'])
})

test('fractions behind each other are read each in its place, also where the text between them goes on with one', async () => {
  const formula = [
    show(40, 500, 'y ='),
    show(63, 505.5, 'd'),
    show(61, 494, 'dx'),
    bar(60, 502.5, 72.5),
    show(74, 500, 'y (f)'),
    show(100, 505.5, 'df'),
    show(99, 494, 'dx'),
    bar(98, 502.5, 110.5),
  ]
  expect((await read(formula)).join(' ')).toMatch(/y = d\/dx ?y \(f\) df\/dx/u)
})

test('what hangs below a fraction is no part of it', async () => {
  const sign = [show(60, 489, 'Z'), show(40, 500, 'y ='), show(62, 507, 'df'), show(61, 493, 'dx'), bar(60, 502.5, 73)]
  expect((await read(sign)).join(' ')).toContain('y = df/dx')
})

test('a fraction stands beside what it is level with, behind another fraction too', async () => {
  const outer = [
    show(40, 500, 'Z ='),
    show(62, 506, 'r'),
    show(62, 489, 's'),
    bar(60, 502.5, 68),
    show(74, 508, 'z plus'),
  ]
  const inner = [show(72.5, 496, 'p', 7), show(72.5, 487.5, 'q', 7), bar(71.5, 493.5, 77.5), show(81, 491, '+ jz tan')]
  expect((await read([...outer, ...inner])).join(' ')).toContain('p/q + jz tan')
})

test('what has brackets or bars of its own gets no others', async () => {
  const formula = [
    show(40, 500, 'V ='),
    show(69, 507, '(a + b)'),
    show(62, 493, '(c + d)(e)'),
    bar(60, 502.5, 108),
    show(111, 500, '·'),
    show(120, 507, '|x|'),
    show(121, 493, 'n!'),
    bar(119, 502.5, 131),
  ]
  expect(await read(formula)).toEqual(['paragraph V = (a + b)/((c + d)(e)) · |x|/n!'])
})

test('a fraction that stands in another one is part of it', async () => {
  const formula = [
    show(50, 500, 'Tasa ='),
    show(86, 507, 'a +'),
    show(104, 511, 'b', 7),
    show(104, 503.5, 'c', 7),
    bar(103.5, 509.5, 108.5),
    show(94, 491, '2'),
    bar(84, 502.5, 110),
  ]
  expect(await read(formula)).toEqual(['paragraph Tasa = (a + b/c)/2'])
})

test('so it is in a cell of a ruled table', async () => {
  const edges = [40, 140, 260].map((x) => `${x} 460 m ${x} 520 l S`)
  const rules = [460, 490, 520].map((y) => `40 ${y} m 260 ${y} l S`)
  const row = (y: number, name: string, up: string, down: string): string[] => [
    show(44, y, name),
    show(144, y, 'Tubo de'),
    show(186, y + 4, up, 7),
    show(186, y - 4, down, 7),
    bar(185.5, y + 2.5, 190.5),
  ]
  expect(await read([...edges, ...rules, ...row(502, 'T-12', '1', '2'), ...row(472, 'T-34', '3', '4')])).toEqual([
    'table-row T-12 | Tubo de 1/2',
    'table-row T-34 | Tubo de 3/4',
  ])
})

test('a sum below a line, an underlined title, a crossed out word and the line between two cells are no fractions', async () => {
  const sum = [
    show(40, 500, 'Base'),
    show(120, 500, '80,00'),
    bar(120, 496, 146),
    show(40, 486, 'Total'),
    show(120, 486, '96,80'),
  ]
  expect(await read(sum)).toEqual(['table-row Base | 80,00', 'table-row Total | 96,80'])
  const title = [show(150, 520, 'Contrato'), bar(150, 518.5, 190), show(150, 507, 'de obra'), show(40, 480, 'Reunidos')]
  expect((await read(title)).join(' ')).not.toContain('/')
  const crossed = [
    show(40, 512, 'Precio sin la rebaja'),
    show(40, 500, 'Son'),
    show(61, 500, '90'),
    bar(61, 503, 72),
    show(75, 500, 'euros'),
    show(61, 488, '80'),
  ]
  expect((await read(crossed)).join(' ')).not.toContain('/')
  const numbers = [
    show(40, 500, 'Impuestos, página'),
    show(123, 500, '28'),
    bar(123, 498.5, 134),
    show(40, 489, 'Prestaciones, en'),
    show(123, 489, '16'),
    show(136, 496, 'P'),
  ]
  expect((await read(numbers)).join(' ')).not.toContain('/')
  const heads = [
    show(80, 494, 'Método', 12),
    show(151, 500, 'Acierto', 12),
    show(136, 486, 'Uno', 12),
    show(172, 486, 'Cinco', 12),
    bar(130, 496.5, 209),
    ...['Alfa', 'Beta', 'Gama'].flatMap((name, at) => [
      show(80, 470 - at * 14, name, 12),
      show(136, 470 - at * 14, `7${at},2`, 12),
      show(172, 470 - at * 14, `9${at},1`, 12),
    ]),
  ]
  expect((await read(heads)).join(' ')).not.toContain('/')
  const hours = [
    show(40, 500, 'Jueves'),
    show(80, 506, '8:30 - 11:00'),
    show(80, 492, '12:00 - 13:00'),
    bar(79, 503, 142),
  ]
  expect((await read(hours)).join(' ')).not.toContain('/')
  const signed = [show(40, 500, 'Firmado:'), show(86, 506, 'Ana Ruiz'), show(84, 493, 'Directora'), bar(82, 503, 130)]
  expect((await read(signed)).join(' ')).not.toContain('/')
  const form = [
    show(40, 500, 'Marque'),
    show(80, 504, 'Hijo'),
    show(80, 491, 'Otro'),
    bar(78, 502.5, 100),
    bar(100, 502.5, 130),
  ]
  expect((await read(form)).join(' ')).not.toContain('/')
})
