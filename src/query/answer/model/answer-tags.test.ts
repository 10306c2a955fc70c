import { describe, expect, test } from 'vitest'
import { checkTags, statementsOf } from './answer-tags.ts'

const known = new Set(['[Doc 1]', '[Doc 2]', '[Doc 3]'])

describe('checkTags', () => {
  test('keeps known tags and pairs each with the sentence it stands behind', () => {
    const { text, used } = checkTags('El plazo es de diez días [Doc 2]. El pago es por adelantado. [Doc 1]', known)
    expect(text).toBe('El plazo es de diez días [Doc 2]. El pago es por adelantado. [Doc 1]')
    expect(used).toEqual([
      { tag: '[Doc 2]', statements: ['El plazo es de diez días  .'] },
      { tag: '[Doc 1]', statements: ['El pago es por adelantado.'] },
    ])
  })

  test('removes tags of passages the model was not given', () => {
    const { text, used, unknown } = checkTags('Cuesta 10 euros [Doc 9]. Y dura un año [Doc 3] [Doc 12].', known)
    expect(text).toBe('Cuesta 10 euros. Y dura un año [Doc 3].')
    expect(used.map((one) => one.tag)).toEqual(['[Doc 3]'])
    expect(unknown).toBe(2)
  })

  test('turns the lists that models write into single tags', () => {
    expect(checkTags('Sí [Doc 1, Doc 3].', known).text).toBe('Sí [Doc 1] [Doc 3].')
    expect(checkTags('Sí [Doc 1, 2, 8].', known).text).toBe('Sí [Doc 1] [Doc 2].')
    expect(checkTags('Sí [docs 2 y 3].', known).text).toBe('Sí [Doc 2] [Doc 3].')
    expect(checkTags('Sí [Doc. 1; Doc. 1].', known).text).toBe('Sí [Doc 1].')
  })

  test('collects the statements of a tag that is used again, many of them as one', () => {
    const { used } = checkTags('- Uno [Doc 1]\n- Dos [Doc 1]', known)
    expect(used).toEqual([{ tag: '[Doc 1]', statements: ['- Uno', '- Dos'] }])
    const many = checkTags('- Uno [Doc 1]\n- Dos [Doc 1]\n- Tres [Doc 1]\n- Cuatro [Doc 1]', known)
    expect(many.used).toEqual([{ tag: '[Doc 1]', statements: ['- Uno - Dos - Tres - Cuatro'] }])
  })

  test('leaves other brackets alone', () => {
    expect(checkTags('Véase [1] y [Documento 2] y [enlace](https://example.org).', known)).toEqual({
      text: 'Véase [1] y [Documento 2] y [enlace](https://example.org).',
      used: [],
      unknown: 0,
    })
  })
})

test('what only looks like a tag counts as one, so that it is checked like one', () => {
  const { text, used, unknown } = checkTags('Sí 【Doc 2】. No [Dоc 3]. Quizá ［Doc 9］.', known)
  expect(text).toBe('Sí [Doc 2]. No [Doc 3]. Quizá.')
  expect(used.map((one) => one.tag)).toEqual(['[Doc 2]', '[Doc 3]'])
  expect(unknown).toBe(1)
})

test.each([
  [
    'Según el art. 5 del convenio, el Sr. Rey firma. [Doc 1] Lo dice la pág. 3 [Doc 2].',
    ['Según el art. 5 del convenio, el Sr. Rey firma. [Doc 1]', 'Lo dice la pág. 3 [Doc 2].'],
  ],
  [
    'As Mr. Hale said (Sec. 4), it is paid. [Doc 1] [Doc 2] Dr. Lowe signs. [Doc 3]',
    ['As Mr. Hale said (Sec. 4), it is paid. [Doc 1] [Doc 2]', 'Dr. Lowe signs. [Doc 3]'],
  ],
  [
    'La vende Ibáñez, S.A. [Doc 1] La paga Rey S.L. [Doc 2]',
    ['La vende Ibáñez, S.A. [Doc 1]', 'La paga Rey S.L. [Doc 2]'],
  ],
  ['Dice «no se paga.» [Doc 1] Se firma.', ['Dice «no se paga.» [Doc 1]', 'Se firma.']],
  ['1. Se paga. [Doc 1]\n2. Se firma [Doc 2]', ['Se paga. [Doc 1]', 'Se firma [Doc 2]']],
  ['[Doc 1] Se paga. Se firma.', ['[Doc 1] Se paga.', 'Se firma.']],
  ['', []],
])('"%s" is cut where a sentence and what it cites end', (text, expected) => {
  expect(statementsOf(text)).toEqual(expected)
})
