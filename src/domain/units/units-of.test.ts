import { describe, expect, test } from 'vitest'
import type { Block } from '../extracted.ts'
import { chunkId, parseDocumentId } from '../ids.ts'
import type { Line } from '../outline.ts'
import type { RankedPassage } from '../passage.ts'
import { growthOf, linearGrowth } from '../../../test/harness/growth.ts'
import { followsItsLead } from './unit.ts'
import { unitsOf } from './units-of.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')

function passage(text: string, blocks: readonly Block[] | null = null, opener: Line | null = null): RankedPassage {
  return {
    id: chunkId(documentId, 0),
    documentId,
    text,
    start: 100,
    end: 100 + text.length,
    place: null,
    headingPath: [],
    outline: blocks === null ? null : { blocks, opener },
    pieceVectors: null,
    documentTitle: null,
    tables: [],
    fileName: 'a.txt',
    title: null,
    score: 1,
  }
}

/** A passage laid out as an extractor does it: blocks of a kind and their text. */
function laidOut(...parts: readonly (readonly [Block['kind'], string])[]): RankedPassage {
  return withTables([], ...parts)
}

/** The same with tables, each given by its first and its last row, and the first one of its body. */
function withTables(
  tables: readonly (readonly [string, string, string?])[],
  ...parts: readonly (readonly [Block['kind'], string])[]
): RankedPassage {
  let text = ''
  const blocks: Block[] = []
  for (const [kind, content] of parts) {
    if (text !== '') text += '\n\n'
    blocks.push({ kind, start: 100 + text.length, end: 100 + text.length + content.length })
    text += content
  }
  const at = (row: string): number => 100 + text.indexOf(row)
  const found = tables.map(([first, last, body]) => ({
    start: at(first),
    end: at(last) + last.length,
    heads: first.split(' | '),
    ...(body === undefined ? {} : { body: at(body) }),
  }))
  return { ...passage(text, blocks), tables: found }
}

const shown = (...passages: readonly RankedPassage[]) =>
  unitsOf(passages).map(({ kind, lead, text }) => [kind, lead?.text ?? null, text])

describe('what can be quoted', () => {
  test('is a sentence, verbatim and at its place in the document', () => {
    const one = passage('La sede está en Lima. El plazo es de diez días.')
    const document = `${'x'.repeat(100)}${one.text}`
    const units = unitsOf([one])
    expect(units.map(({ text }) => text)).toEqual(['La sede está en Lima.', 'El plazo es de diez días.'])
    for (const { start, end, text } of units) expect(document.slice(start, end)).toBe(text)
  })

  test('is a line with a label, however short, and all of them together', () => {
    expect(shown(passage('Teléfono: 965112233\nDescuento: 5%'))).toEqual([
      ['label', null, 'Teléfono: 965112233'],
      ['label', null, 'Descuento: 5%'],
      ['list', null, 'Teléfono: 965112233\nDescuento: 5%'],
    ])
  })

  test('is a row under the names of its columns', () => {
    const table = laidOut(
      ['table-row', 'Servicio | Precio'],
      ['table-row', 'Pintura | 85 €'],
      ['table-row', 'Luz | 60 €'],
    )
    expect(shown(table)).toEqual([
      ['names', null, 'Servicio | Precio'],
      ['row', 'Servicio | Precio', 'Pintura | 85 €'],
      ['row', 'Servicio | Precio', 'Luz | 60 €'],
      ['list', 'Servicio | Precio', 'Pintura | 85 €\n\nLuz | 60 €'],
    ])
  })

  test('is a row under the names of its own table, where another one stands above', () => {
    const tables = withTables(
      [
        ['Sala | Aforo', 'Norte | 30'],
        ['Turno | Hora', 'Tarde | 17'],
      ],
      ['table-row', 'Sala | Aforo'],
      ['table-row', 'Norte | 30'],
      ['table-row', 'Turno | Hora'],
      ['table-row', 'Tarde | 17'],
      ['table-row', 'Portero | Juan | noches'],
    )
    expect(shown(tables)).toEqual([
      ['names', null, 'Sala | Aforo'],
      ['row', 'Sala | Aforo', 'Norte | 30'],
      ['names', null, 'Turno | Hora'],
      ['row', 'Turno | Hora', 'Tarde | 17'],
      ['row', null, 'Portero | Juan | noches'],
    ])
  })

  test('is a row under all rows that name its columns', () => {
    const table = withTables(
      [['Zona | Altas |', 'Sur | 7 | 9', 'Norte | 4 | 5']],
      ['table-row', 'Zona | Altas |'],
      ['table-row', 'Zona | Enero | Marzo'],
      ['table-row', 'Norte | 4 | 5'],
      ['table-row', 'Sur | 7 | 9'],
    )
    const names = 'Zona | Altas |\n\nZona | Enero | Marzo'
    expect(shown(table)).toEqual([
      ['names', null, names],
      ['row', names, 'Norte | 4 | 5'],
      ['row', names, 'Sur | 7 | 9'],
      ['list', names, 'Norte | 4 | 5\n\nSur | 7 | 9'],
    ])
  })

  test('is a row under names that stand in an earlier chunk', () => {
    const text = 'Ana | 27'
    const names = { start: 3, end: 21, text: 'Nombre | Vacaciones' }
    const [row] = unitsOf([passage(text, [{ kind: 'table-row', start: 100, end: 108 }], names)])
    expect(row).toMatchObject({ kind: 'row', lead: names, text })
    expect(row && followsItsLead(row)).toBe(false)
  })

  test('is an item and the whole list, under the line that introduces them', () => {
    const list = laidOut(
      ['paragraph', 'Siga estos pasos:'],
      ['list-item', '1. Abra el gas.'],
      ['list-item', '2. Pulse el botón.'],
    )
    expect(shown(list)).toEqual([
      ['item', 'Siga estos pasos:', '1. Abra el gas.'],
      ['item', 'Siga estos pasos:', '2. Pulse el botón.'],
      ['list', 'Siga estos pasos:', '1. Abra el gas.\n\n2. Pulse el botón.'],
    ])
  })

  test('is one message of a chat, under the question it answers', () => {
    const chat = ['Ana: ¿A qué hora?', 'Luis: A las 8', 'Ana: Vale', 'Luis: El código es 44#']
    const messages = chat.map((said, minute) => ['paragraph', `12/03/24, 10:1${minute} - ${said}`] as const)
    const [asked, reply, yes, code] = messages.map(([, line]) => line)
    expect(shown(laidOut(...messages))).toEqual([
      ['faq', asked, reply],
      ['sentence', null, yes],
      ['sentence', null, code],
    ])
  })

  test('goes on over a colon', () => {
    expect(shown(passage('El plazo es:\n\n30 días\n\nLa penalización es:\n\n5 %'))).toEqual([
      ['label', 'El plazo es:', '30 días'],
      ['label', 'La penalización es:', '5 %'],
    ])
  })

  test('is an answer with its question', () => {
    expect(shown(passage('¿Hay parking?\nSí.\n\n¿Aceptan tarjeta?\nNo.'))).toEqual([
      ['faq', '¿Hay parking?', 'Sí.'],
      ['faq', '¿Aceptan tarjeta?', 'No.'],
    ])
    expect(shown(laidOut(['heading', '¿Hay parking?'], ['paragraph', 'Sí, dos plazas.']))).toEqual([
      ['faq', '¿Hay parking?', 'Sí, dos plazas.'],
    ])
  })

  test('is an answer with its question, where both are marked', () => {
    const marked = 'P: ¿Hay piscina?\nR: Sí.\n\nPregunta: ¿Se puede fumar? Respuesta: No.'
    expect(shown(passage(marked))).toEqual([
      ['faq', 'P: ¿Hay piscina?', 'R: Sí.'],
      ['faq', 'Pregunta: ¿Se puede fumar?', 'Respuesta: No.'],
    ])
    expect(shown(passage('Q: Is there a lift?\n\nA: In the east wing.'))).toEqual([
      ['faq', 'Q: Is there a lift?', 'A: In the east wing.'],
    ])
  })

  test('is an answer with its question, where the question is an item and its answer none', () => {
    const faq = laidOut(
      ['list-item', '1) Is lunch provided?'],
      ['paragraph', 'Yes, on all days.'],
      ['list-item', '2) Is there a dress code? Smart casual.'],
    )
    expect(shown(faq)[0]).toEqual(['faq', '1) Is lunch provided?', 'Yes, on all days.'])
    expect(shown(faq)[1]?.[2]).toBe('2) Is there a dress code? Smart casual.')
  })

  test('is no line that only names the parts of a page', () => {
    const page = laidOut(
      ['paragraph', 'On this page: Refunds | Gift cards'],
      ['paragraph', 'Money goes back in five days.'],
    )
    expect(shown(page)).toEqual([['sentence', null, 'Money goes back in five days.']])
  })

  test('is what the marks of a transcript say', () => {
    expect(shown(passage('Q. How much rent did he pay?\nA. Fifty pounds.\nQ. And after?\nA. Nothing.'))).toEqual([
      ['faq', 'Q. How much rent did he pay?', 'A. Fifty pounds.'],
      ['faq', 'Q. And after?', 'A. Nothing.'],
    ])
  })

  test('is a solution with its problem', () => {
    expect(
      shown(passage('Problema: No imprime\nSolución: Reiniciar\n\nProblema: Parpadea\nSolución: Bajar a 60 Hz')),
    ).toEqual([
      ['faq', 'Problema: No imprime', 'Solución: Reiniciar'],
      ['faq', 'Problema: Parpadea', 'Solución: Bajar a 60 Hz'],
    ])
  })

  test('is a list where short lines without a mark stand under what introduces them', () => {
    const lines = laidOut(
      ['paragraph', 'This product contains:'],
      ['paragraph', 'wheat flour'],
      ['paragraph', 'milk powder'],
      ['paragraph', 'Keep it in a dry place.'],
    )
    expect(shown(lines)).toEqual([
      ['item', 'This product contains:', 'wheat flour'],
      ['item', 'This product contains:', 'milk powder'],
      ['list', 'This product contains:', 'wheat flour\n\nmilk powder'],
      ['sentence', null, 'Keep it in a dry place.'],
    ])
  })

  test('is an article with its number, and a sentence of it under its number', () => {
    const article = laidOut(
      ['heading', 'Artículo 5. Cuotas'],
      ['paragraph', 'La cuota es de doce euros. Se paga en enero.'],
    )
    expect(shown(article)).toEqual([
      ['article', null, 'Artículo 5. Cuotas\n\nLa cuota es de doce euros. Se paga en enero.'],
      ['sentence', 'Artículo 5. Cuotas', 'La cuota es de doce euros.'],
      ['sentence', 'Artículo 5. Cuotas', 'Se paga en enero.'],
    ])
    expect(shown(passage('SEGUNDA.- Renta. La renta es de 800 euros.'))).toContainEqual([
      'sentence',
      null,
      'SEGUNDA.- Renta. La renta es de 800 euros.',
    ])
  })

  test('is a clause with its number and its name, which are no statement of their own', () => {
    expect(shown(passage('Decimocuarta. Baja anticipada. Paga el 30 % quien se va antes.'))).toEqual([
      ['article', null, 'Decimocuarta. Baja anticipada. Paga el 30 % quien se va antes.'],
      ['sentence', null, 'Paga el 30 % quien se va antes.'],
    ])
    for (const number of ['Vigésima primera', 'Decimotercera', 'Decimoctava', 'Duodecima', 'Ninth'])
      expect(shown(passage(`${number}. Plazo de entrega. Son diez días.`))[0]?.[0]).toBe('article')
  })

  test('is no heading and no line of a table of contents when their text is there', () => {
    const manual = laidOut(
      ['list-item', '1. Garantía ........ 3'],
      ['heading', '1. Garantía'],
      ['paragraph', 'Se cubren los defectos durante tres años.'],
    )
    expect(shown(manual)).toEqual([['sentence', null, 'Se cubren los defectos durante tres años.']])
    expect(shown(laidOut(['heading', 'Anexo']))).toEqual([['heading', null, 'Anexo']])
  })

  test('is no line that was read as one of contents, but the list of them where it is called nothing else', () => {
    const lines = [
      ['contents', '- Alcance'],
      ['contents', '- Plazos'],
    ] as const
    const rest = [
      ['heading', 'Alcance'],
      ['paragraph', 'Se cubre todo.'],
    ] as const
    expect(shown(laidOut(['heading', 'Guía'], ...lines, ...rest))).toEqual([
      ['list', 'Guía', '- Alcance\n\n- Plazos'],
      ['sentence', null, 'Se cubre todo.'],
    ])
    expect(shown(laidOut(['paragraph', 'Contents'], ...lines, ...rest))).toEqual([
      ['heading', null, 'Contents'],
      ['sentence', null, 'Se cubre todo.'],
    ])
  })

  test('keeps what is dated together with its date', () => {
    expect(shown(passage('2015 – 2021. Técnica de laboratorio en Aceros Ebro.'))).toEqual([
      ['sentence', null, '2015 – 2021. Técnica de laboratorio en Aceros Ebro.'],
    ])
  })

  test('is never cut inside a number, an amount or a name', () => {
    const clause = 'a satisfacer los gastos de los suministros que se individualicen mediante contador, '
    const long = `El arrendatario se obliga ${clause.repeat(4)}a contratar un seguro con una cobertura mínima de sesenta mil euros por contenido, ${clause.repeat(3)}y a pagar.`
    const units = unitsOf([passage(long)])
    expect(units.length).toBeGreaterThan(1)
    for (const { text } of units) expect(text.length).toBeLessThanOrEqual(480)
    expect(units.some(({ text }) => text.includes('sesenta mil euros por contenido'))).toBe(true)
    const filling = 'que aporta el interesado con su solicitud antes del plazo '
    for (let words = 1; words < 12; words += 1) {
      const before = filling
        .repeat(9)
        .split(' ')
        .slice(0, 66 + words)
        .join(' ')
      const cut = unitsOf([passage(`${before} una ayuda para talleres de ochenta mil euros ${filling.repeat(4)}`)])
      expect(cut.some(({ text }) => text.includes('talleres de ochenta mil euros'))).toBe(true)
    }
    const numbers = unitsOf([passage('cien mil doscientos euros '.repeat(60))])
    for (const { text } of numbers) expect(text).not.toMatch(/(?:cien|mil)$/u)
  })

  test('is given once when it stands in two passages', () => {
    expect(shown(passage('El plazo es corto.'), passage('El plazo es  corto.'))).toHaveLength(1)
  })

  test('is never half a character', () => {
    const letters = Array.from({ length: 900 }, (_, i) => String.fromCodePoint(0x1d400 + (i % 700)))
    for (const { text } of unitsOf([passage(`a${letters.join('')}`)])) expect(text.isWellFormed()).toBe(true)
  })

  test.each([
    ['questions', '¿Sí?\n'],
    ['labels', 'a: b\n'],
    ['rows', 'a | b\n'],
    ['items', '- a\n'],
    ['open lines', 'a:\n'],
    ['articles', 'PRIMERA.- a b c.\n'],
    ['full stops', '. '],
    ['colons', ': '],
    ['commas', ', '],
    ['empty lines', 'a\n\n'],
    ['one word', 'a'],
  ])('takes time in proportion to the length of hostile text: %s', async (_, piece) => {
    const make = (size: number): RankedPassage => passage(piece.repeat(Math.ceil(size / piece.length)))
    expect(await growthOf(make, 8_000, (one) => unitsOf([one]))).toBeLessThan(linearGrowth)
  })
})
