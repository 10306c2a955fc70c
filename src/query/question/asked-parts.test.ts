import { describe, expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../test/harness/growth.ts'
import { askedParts } from './asked-parts.ts'

const mail = (question: string) =>
  `Buenos días, soy responsable de mantenimiento de una comunidad de vecinos y el mes pasado contratamos con ustedes un servicio ` +
  `que quedó pendiente de facturar. Mi compañera habló por teléfono con alguien del departamento comercial. ${question} ` +
  `Muchas gracias por adelantado y disculpen las molestias.`

describe('what a message asks', () => {
  test.each([
    'plazo',
    '¿Cuánto cuesta la pintura?',
    'cuanto cuesta la pintura',
    'La pintura, ¿cuánto cuesta?',
    '¿Cuánto cuesta la pintura y qué incluye?',
    '¿Qué garantía tiene la caldera, que compramos en 2020?',
    '¿Qué garantía tiene la caldera, con que calentamos el agua?',
    '¿Cuánto cuesta la piscina, donde nadan los niños?',
    '¿Quién paga la fianza, cuando el inquilino deja el piso?',
    'What warranty has the boiler, which we bought in 2020?',
    'How much is the pool, where the children swim?',
    'Who pays the deposit, when the tenant leaves the flat?',
    'Is the boiler, which we bought in 2020, insured?',
    'Does the pool, where the children swim, open on Sundays?',
    'Can the tenant, who is leaving the flat, keep the deposit?',
    'Who pays the rent of the tenant, who is leaving the flat?',
  ])('is a short message as it is: %s', (message) => {
    expect(askedParts(message)).toEqual([message])
  })

  test.each([
    ['Querría confirmar un dato: ¿cuánto cuesta la pintura de interiores?', '¿cuánto cuesta la pintura de interiores?'],
    ['¿Cuánto cuesta la pintura de interiores?', '¿Cuánto cuesta la pintura de interiores?'],
    ['Quisiera saber cuánto cuesta la pintura de interiores.', 'cuánto cuesta la pintura de interiores.'],
    ['Les rogaría que me dijeran de cuánto es la tasa por mesa.', 'de cuánto es la tasa por mesa.'],
    ['Os agradecería que me informarais sobre qué papeles hay que llevar.', 'sobre qué papeles hay que llevar.'],
    [
      'What I would really like to find out from you is on which days bonfires are allowed.',
      'on which days bonfires are allowed.',
    ],
    ['I would be most grateful if you could tell me how long the courses last.', 'how long the courses last.'],
  ])('is the question of a long mail: %s', (question, expected) => {
    expect(askedParts(mail(question))).toEqual([expected])
  })

  test('is two questions of a long mail without a blank between them', () => {
    expect(askedParts(mail('¿Cuándo abre la piscina?¿Cuánto cuesta el bono?'))).toEqual([
      '¿Cuándo abre la piscina?',
      '¿Cuánto cuesta el bono?',
    ])
  })

  test('takes in what was said before a question that names nothing', () => {
    const [part] = askedParts(mail('Les escribo por la pintura de interiores. ¿Cuánto cuesta?'))
    expect(part).toBe('Les escribo por la pintura de interiores. ¿Cuánto cuesta?')
  })

  test.each([
    [
      'No sé cuándo tengo que renovar la tarjeta del garaje. ¿Me lo podéis decir?',
      'cuándo tengo que renovar la tarjeta del garaje.',
    ],
    ['Hace falta el código postal de la oficina. ¿Alguien lo sabe?', 'Hace falta el código postal de la oficina.'],
    ['¿Me podrían ayudar? ¿Cuánto cuesta la pintura de interiores?', '¿Cuánto cuesta la pintura de interiores?'],
    [
      'There is a smell of gas, which comes and goes. I cannot find the emergency number. Can anyone help?',
      'I cannot find the emergency number.',
    ],
    ['I have no idea how much the glazing costs. Could you let me know?', 'how much the glazing costs.'],
  ])('is what is said before somebody asks to be told it: %s', (question, expected) => {
    expect(askedParts(mail(question))).toEqual([expected])
  })

  test('is a short message whose other question only asks to be told', () => {
    const message = 'No sé cuándo caduca la tarjeta. ¿Me lo podéis decir?'
    expect(askedParts(message)).toEqual([message])
  })

  test.each([
    [
      '¿Cuánto cuesta la pintura? ¿Cuándo abre el gimnasio?',
      ['¿Cuánto cuesta la pintura?', '¿Cuándo abre el gimnasio?'],
    ],
    ['¿Cuánto cuesta la pintura y cuándo abre el gimnasio?', ['¿Cuánto cuesta la pintura', 'cuándo abre el gimnasio?']],
    ['¿Cuánto cuesta la pintura, cuándo abre el gimnasio?', ['¿Cuánto cuesta la pintura', 'cuándo abre el gimnasio?']],
    ['How much is the rent, when does the lease end?', ['How much is the rent', 'when does the lease end?']],
    ['When does the lease end, how much is the rent?', ['When does the lease end', 'how much is the rent?']],
    ['When does the lease end; who pays the deposit?', ['When does the lease end', 'who pays the deposit?']],
    ['mi hija tiene 7 años, que dias son las clases', ['mi hija tiene 7 años', 'que dias son las clases']],
    ['I pay with vouchers, who takes the vouchers', ['I pay with vouchers', 'who takes the vouchers']],
    ['¿Cuándo abre la piscina?¿Cuánto cuesta el bono?', ['¿Cuándo abre la piscina?', '¿Cuánto cuesta el bono?']],
    ['When does the pool open?How much is a pass?', ['When does the pool open?', 'How much is a pass?']],
    ['How much is the rent and when does the lease end?', ['How much is the rent', 'when does the lease end?']],
  ])('is two questions when there are two: %s', (message, parts) => {
    expect(askedParts(message)).toEqual(parts)
  })

  test.each(['palabra ', '¿', '?A', ', ', '¿por qué? ', 'y cuándo ', '. '])(
    'takes time in proportion to hostile text: %s',
    async (piece) => {
      const make = (size: number): string => piece.repeat(Math.ceil(size / piece.length))
      expect(await growthOf(make, 5_000, (text) => askedParts(text))).toBeLessThan(linearGrowth)
    },
  )
})
