import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../test/harness/growth.ts'
import { splitSentences } from './sentences.ts'

const cut = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end))

describe('splitSentences', () => {
  it('cuts after full stops, questions and exclamations', () => {
    expect(cut('El plazo es de un mes. ¿Cuándo empieza? ¡Hoy! Así consta.')).toEqual([
      'El plazo es de un mes.',
      '¿Cuándo empieza?',
      '¡Hoy!',
      'Así consta.',
    ])
  })

  it('does not cut after Spanish abbreviations', () => {
    expect(cut('El Sr. García vive en la Avda. América. Véase el art. 12 (pág. 7).')).toEqual([
      'El Sr. García vive en la Avda. América.',
      'Véase el art. 12 (pág. 7).',
    ])
    expect(cut('Viajó a EE. UU. El acuerdo lo firmó la Dra. Ruiz, p. ej. Madrid. Fin.')).toEqual([
      'Viajó a EE. UU.',
      'El acuerdo lo firmó la Dra. Ruiz, p. ej. Madrid.',
      'Fin.',
    ])
  })

  it('does not cut after English abbreviations and initials', () => {
    expect(cut('Mr. J. R. Smith of Acme Inc. Boston met Dr. Lee at 5 p.m. The deal closed. See Fig. 3.')).toEqual([
      'Mr. J. R. Smith of Acme Inc. Boston met Dr. Lee at 5 p.m.',
      'The deal closed.',
      'See Fig. 3.',
    ])
  })

  it('does not cut after initials of a firm nor after what a code is the number of', () => {
    expect(cut('Vidrios Amaya, S. A. Colegiado 3315.')).toEqual(['Vidrios Amaya, S. A. Colegiado 3315.'])
    expect(cut('Delivery note No. DN-20418 of Policy No. HH/88.')).toEqual([
      'Delivery note No. DN-20418 of Policy No. HH/88.',
    ])
    expect(cut('They said no. A train came.')).toEqual(['They said no.', 'A train came.'])
  })

  it.each([
    'Estará cerrado del 12 dic. 2024 al 3 ene. 2025.',
    'Meet on Mon. 5 March or Thurs. 8 March.',
    'Cant. 3 de la fra. 2023/15, cód. AB-12, tlf. +34 965112233.',
    'Min. 3 personas, max. 10 guests.',
    'Vive en el Pol. Ind. Las Salinas, Edif. Sur, km. 12 de la carretera.',
    'Firma Fco. Javier Gómez, de Sto. Domingo, ante la Lda. Eva Sanz.',
    'El precio (incl. IVA) es de 20 €, excl. VAT de 16.',
    'The case Smith v. Jones was heard at 5th Ave. New York.',
    'Acme Pty. Ltd. Sydney sold it.',
    'Una pieza del s. XVIII hallada junto a otra de 300 a. C. en la villa.',
  ])('cuts inside no date, amount, name or place: %s', (sentence) => {
    expect(cut(`${sentence} Otra frase.`)).toEqual([sentence, 'Otra frase.'])
  })

  it('cuts behind words that are abbreviations only before a number, and behind measures', () => {
    expect(cut('Se ve el mar. Dura 10 min. 5 personas caben. Vamos a pie 3 km. El resto no.')).toEqual([
      'Se ve el mar.',
      'Dura 10 min.',
      '5 personas caben.',
      'Vamos a pie 3 km.',
      'El resto no.',
    ])
    expect(
      cut(
        'Envíelo por fax. Dura dos horas aprox. El piso es el 3.º izq. La puerta es verde. See Ruiz et al. The rest.',
      ),
    ).toEqual([
      'Envíelo por fax.',
      'Dura dos horas aprox.',
      'El piso es el 3.º izq.',
      'La puerta es verde.',
      'See Ruiz et al.',
      'The rest.',
    ])
    expect(cut('La firmó Talleres Ruiz S.L. Todos los derechos son suyos. It is on Hill Rd. Then turn left.')).toEqual([
      'La firmó Talleres Ruiz S.L.',
      'Todos los derechos son suyos.',
      'It is on Hill Rd.',
      'Then turn left.',
    ])
  })

  it('keeps enumerators and numbered labels with their sentence', () => {
    expect(cut('1. Objeto del contrato. 2.1. El precio.')).toEqual(['1. Objeto del contrato.', '2.1. El precio.'])
    expect(cut('Artículo 12. Obligaciones del arrendador.')).toEqual(['Artículo 12. Obligaciones del arrendador.'])
  })

  it('keeps numbers, addresses and reference marks whole', () => {
    expect(cut('Cuesta 1.234,56 € en www.ejemplo.es hoy.[12] Otro dato.')).toEqual([
      'Cuesta 1.234,56 € en www.ejemplo.es hoy.[12]',
      'Otro dato.',
    ])
    expect(cut('Sube en septiembre.¹ Luego baja.²,³ Al final sigue «así».¹² Fin.')).toEqual([
      'Sube en septiembre.¹',
      'Luego baja.²,³',
      'Al final sigue «así».¹²',
      'Fin.',
    ])
  })

  it('cuts at line breaks but joins lines that were only wrapped', () => {
    expect(cut('Título\nPrimera frase del texto que sigue sin terminar aquí\nporque la línea se partió.')).toEqual([
      'Título',
      'Primera frase del texto que sigue sin terminar aquí\nporque la línea se partió.',
    ])
  })

  it('cuts scripts without spaces', () => {
    expect(cut('東京は首都です。大阪は商都です！京都は？')).toEqual([
      '東京は首都です。',
      '大阪は商都です！',
      '京都は？',
    ])
  })

  it('cuts no character in two, however long a text without spaces or full stops is', () => {
    for (const shift of ['', '字']) {
      for (const sentence of cut(`${shift}${'𠮷'.repeat(30_000)}`)) expect(sentence.isWellFormed()).toBe(true)
    }
  })

  it('holds every character that is not white space exactly once, in order', () => {
    const piece = fc.oneof(
      fc.constantFrom('Sr.', 'art.', 'EE. UU.', '. ', '? ', '\n', '\n\n', ' ', '…', '"', '[3]', '。', '日本', '\u3000'),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        let from = 0
        for (const { start, end } of splitSentences(text)) {
          expect(text.slice(from, start).trim()).toBe('')
          expect(end).toBeGreaterThan(start)
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
          from = end
        }
        expect(text.slice(from).trim()).toBe('')
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['full stops', '.'],
    ['stops and spaces', '. '],
    ['stops and long gaps', `.${' '.repeat(1_000)}`],
    ['one letter lines', 'a\n'],
    ['wrapped lines', `${'palabra '.repeat(6)}\n`],
    ['spaces', ' '],
    ['line breaks', '\n'],
    ['no stop at all', 'a'],
    ['a line of Chinese', '東京首都'],
    ['closing brackets', 'a)]'],
    ['stops and closing brackets', '.)]'],
    ['reference marks', '.[1]'],
    ['abbreviations', 'Sr. '],
    ['initials', 'J. '],
    ['numbers', '1.'],
    ['combining marks', '\u0301'],
  ])('stays linear on hostile text: %s', async (_name, piece) => {
    const make = (size: number): string => piece.repeat(Math.ceil(size / piece.length))
    expect(await growthOf(make, 40_000, splitSentences)).toBeLessThan(linearGrowth)
  })
})
