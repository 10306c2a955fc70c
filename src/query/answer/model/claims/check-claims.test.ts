import { describe, expect, test } from 'vitest'
import { checkClaims } from './check-claims.ts'
import { withoutUnsupported } from './without-unsupported.ts'

const passages = new Map([
  [
    '[Doc 1]',
    'contrato.pdf\nEl plazo de entrega es de diez días. El precio es de 1.250,50 euros. Firmado el 15 de marzo de 2024 por Elvira Cañas. Tel. 965 11 22 33. Norma ISO-27001.',
  ],
  [
    '[Doc 2]',
    'tarifas.md\nPintura | 85 €\nLa garantía cubre treinta y seis meses. Abre el 1.º de mayo de 2024 y cierra el 2 de mayo.',
  ],
])
const check = (answer: string, question = '¿Qué dice el contrato?', sameLanguage = true) =>
  checkClaims(answer, { passages, question, sameLanguage })
const missing = (answer: string, question?: string, sameLanguage?: boolean) =>
  check(answer, question, sameLanguage).flatMap((claim) => (claim.supported ? [] : [claim.missing]))

describe('a claim', () => {
  test.each([
    'Se entrega en diez días [Doc 1].',
    'Se entrega en 10 días [Doc 1].',
    'It takes ten days [Doc 1].',
    'On Mondays it takes ten days [Doc 1].',
    'Cuesta 1250,50 € [Doc 1].',
    'It costs 1,250.50 euros [Doc 1].',
    'Se firmó el 15/03/2024 [Doc 1].',
    'It was signed on March 15, 2024 [Doc 1].',
    'El teléfono es 965112233 [Doc 1].',
    'Lo firma **Elvira Cañas** [Doc 1].',
    'Cumple la ISO 27001 [Doc 1].',
    'La garantía es de 36 meses [Doc 2].',
    'La garantía es de 36 meses y el plazo de 10 días [Doc 1] [Doc 2].',
    '1. La pintura cuesta 85 € [Doc 2]',
    'Las dos partes lo firman [Doc 1].',
    'Se firmó el día 15, en 2024 [Doc 1].',
    'Abre el 1 de mayo de 2024 [Doc 2].',
    'Cierra el 2.º de mayo [Doc 2].',
  ])('whose facts stand in the passage is supported however they are written: %s', (answer) => {
    expect(check(answer).map(({ supported }) => supported)).toEqual([true])
  })

  test.each([
    ['Se entrega en quince días [Doc 1].', ['quince']],
    ['Cuesta 1.350,50 euros [Doc 1].', ['1.350,50']],
    ['Se firmó el 16 de marzo de 2024 [Doc 1].', ['16 de marzo de 2024']],
    ['Se firmó el 15/03/2025 [Doc 1].', ['15/03/2025']],
    ['El teléfono es 965 11 22 34 [Doc 1].', ['965 11 22 34']],
    ['Lo firma Tomás Rey [Doc 1].', ['Tomás', 'Rey']],
    ['Cumple la norma ISO-9001 [Doc 1].', ['iso-9001']],
    ['La pintura cuesta 85 € [Doc 1].', ['85']],
  ])('with a fact of its own is not, and says which: %s', (answer, expected) => {
    expect(missing(answer)).toEqual([expected])
  })

  test.each([
    ['Hay que llevar tres copias [Doc 1].', ['tres']],
    ['Hay que llevar dos copias [Doc 1].', []],
    ['Hay que llevar 2 copias [Doc 1].', []],
    ['Son cinco copias [Doc 1].', ['cinco']],
    ['Se piden de 5 copias [Doc 1].', ['5']],
    ['Se revisa cada cinco años, cuatro veces [Doc 1].', []],
    ['Se revisa cada dos años [Doc 1].', ['dos']],
    ['Se revisa tres veces [Doc 1].', []],
    ['Se revisa dos veces [Doc 1].', ['dos']],
    ['Son las dos partes [Doc 1].', []],
    ['Caben doce comensales [Doc 1].', []],
    ['Hay dos salas y 12 sillas [Doc 1].', []],
    ['Room 12 costs 5 euros [Doc 1].', []],
    ['It is the last two copies [Doc 1].', ['two']],
  ])('counts what the passage counts as it does: %s', (answer, expected) => {
    const text =
      'Se entregan dos copias. Revisión cada cinco años, tres o cuatro veces. Firman las partes. Comensales: 12. Mesa de ocho comensales. Room 14 costs 12 euros, room 5 is free. There are three copies.'
    const claims = checkClaims(answer, { passages: new Map([['[Doc 1]', text]]), question: '', sameLanguage: true })
    expect(claims.flatMap((claim) => claim.missing)).toEqual(expected)
  })

  test('may deny a count that was asked for', () => {
    const passages_ = new Map([['[Doc 1]', 'Se entregan dos copias.']])
    const of = (answer: string) =>
      checkClaims(answer, { passages: passages_, question: '¿Son tres copias?', sameLanguage: true })
    expect(of('No son tres copias [Doc 1].')[0]?.supported).toBe(true)
    expect(of('Son tres copias [Doc 1].')[0]?.supported).toBe(false)
  })

  test.each([
    ['Se firmó el 14 de marzo de 2024 [Doc 1].', 'Fecha: 14 mar 2024'],
    ['Se firmó el 14 de marzo de 2024 [Doc 1].', 'Fecha: 14-mar-24'],
    ['Se firmó el 14 mar. 2024 [Doc 1].', 'Firmado el 14 de marzo de 2024'],
    ['It was signed on 14 Mar 2024 [Doc 1].', 'Signed: 14/03/2024'],
    ['It was signed on Sept 3, 2024 [Doc 1].', 'Signed on the 3rd of September 2024.'],
    ['It was signed on the 3rd of Sept, 2024 [Doc 1].', 'Signed: 2024-09-03'],
    ['It took two years, 5 days less than planned [Doc 1].', 'Planned long ago; 5 days of the two years were saved.'],
    ['Está abierto los Sábados y Domingos [Doc 1].', 'Fines de semana'],
    ['It is closed on Mondays in May [Doc 1].', 'Closed at the beginning of the week'],
    ['Son veintiún días [Doc 1].', '21 días'],
    ['Son 31 días [Doc 1].', 'treinta y un días'],
    ['Cuesta un millón de euros [Doc 1].', 'Precio: 1.000.000 €'],
    ['Cuesta 1,5 millones de euros [Doc 1].', 'Precio: 1.500.000 €'],
    ['It costs 2 million pounds [Doc 1].', 'Price: £2,000,000'],
    ['It costs two million pounds [Doc 1].', 'Price: 2 million'],
    ['Cuesta 50.000 euros [Doc 1].', 'Precio: 50 mil euros'],
    ['En 2024 mil personas vinieron [Doc 1].', 'Mil personas en 2024'],
  ])('says the same in other words: %s of "%s"', (answer, text) => {
    const claims = checkClaims(answer, { passages: new Map([['[Doc 1]', text]]), question: '', sameLanguage: true })
    expect(claims.flatMap((claim) => claim.missing)).toEqual([])
  })

  test.each([
    ['Se firmó el 14 de marzo de 2024 [Doc 1].', 'Fecha: 15 mar 2024', '14 de marzo de 2024'],
    ['Se firmó el 14 mar 2024 [Doc 1].', 'Fecha: 14 mayo 2024', '14 mar 2024'],
    ['Lo firma la señora Mar [Doc 1].', 'Lo firma alguien', 'Mar'],
    ['Son treinta y un días [Doc 1].', '30 días', 'treinta y un'],
    ['Cuesta un millón de euros [Doc 1].', 'Precio: 100.000 €', 'millon'],
    ['Cuesta 2 millones de euros [Doc 1].', 'Precio: 2 euros', '2 millones'],
  ])('says something else: %s of "%s"', (answer, text, expected) => {
    const claims = checkClaims(answer, { passages: new Map([['[Doc 1]', text]]), question: '', sameLanguage: true })
    expect(claims.flatMap((claim) => claim.missing).join()).toContain(expected)
  })

  test('is marked alone among others', () => {
    const claims = check(
      'El plazo es de diez días [Doc 1]. La multa es de 300 euros [Doc 1].\n- La pintura cuesta 85 € [Doc 2]',
    )
    expect(claims.map(({ supported }) => supported)).toEqual([true, false, true])
    expect(claims[1]?.text).toBe('La multa es de 300 euros [Doc 1].')
  })

  test('without a tag of its own has that of the next one in its line', () => {
    expect(check('Cuesta 85 €. Es la pintura [Doc 2].').map(({ supported }) => supported)).toEqual([true, true])
  })

  test('that says a fact and cites nothing is not supported; words between claims are none', () => {
    expect(check('Cuesta 85 €.')).toMatchObject([{ supported: false, tags: [] }])
    expect(check('Según los documentos:')).toEqual([])
    expect(check('Según los dos documentos:')).toEqual([])
  })

  test('may name what was asked, and deny a number that was asked for, but not confirm it', () => {
    expect(missing('No hay nada sobre 2019 [Doc 1].', '¿Qué pasó en 2019?')).toEqual([])
    for (const no of [
      'Nunca se firmó nada',
      'Nadie firmó',
      'Nothing was signed',
      'It can’t be signed',
      'It cannot be',
      'It never was',
    ])
      expect(missing(`${no} en 2019 [Doc 1].`, '¿Qué pasó en 2019?')).toEqual([])
    expect(missing('Fue en 2019 [Doc 1].', '¿Qué pasó en 2019?')).toEqual([['2019']])
    expect(missing('El contrato de Acme dura diez días [Doc 1].', '¿Y el de Acme?')).toEqual([])
  })

  test('in another language may have translated names', () => {
    expect(missing('It is issued by the Ministry of Health [Doc 1].', 'who', false)).toEqual([])
  })
})

test('what is not supported can be left out, with the mark of its line', () => {
  const answer =
    'El plazo es de diez días [Doc 1]. La multa es de 300 euros [Doc 1].\n- Cuesta 90 € [Doc 2]\n- Cuesta 85 € [Doc 2]'
  const unsupported = check(answer).filter(({ supported }) => !supported)
  expect(withoutUnsupported(answer, unsupported)).toBe('El plazo es de diez días [Doc 1].\n- Cuesta 85 € [Doc 2]')
})
