import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../test/harness/growth.ts'
import { createAnalyser } from './analyser.ts'
import { fold } from '../../domain/text/fold.ts'
import { detectLanguage } from './language.ts'
import { maxWordLength } from './words.ts'

const analyser = createAnalyser()
const withoutAccents = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')

describe('analyser', () => {
  it('gives the same terms for a Spanish question with and without accents', () => {
    const question = '¿Cuántos días de vacaciones tendrá el niño según el artículo décimo?'
    expect(analyser.analyseQuestion(withoutAccents(question))).toEqual(analyser.analyseQuestion(question))
    expect(analyser.analyseQuestion(question)).toContain('nin')
  })

  it('lets singular and plural, noun and verb meet in one Spanish stem', () => {
    const terms = analyser.analyseText(
      'La indemnización y las indemnizaciones se deben indemnizar con las garantías de la garantía',
    )
    expect(new Set(terms).size).toBe(2)
    expect(terms).toHaveLength(5)
  })

  it('stems English text with the English stemmer and drops question words', () => {
    expect(analyser.analyseText('The companies were running their businesses')).toEqual(['compani', 'run', 'busi'])
    expect(analyser.analyseQuestion('Which of the companies is it?')).toContain('compani')
    expect(analyser.analyseQuestion('What is it that you do?')).toEqual([])
    expect(analyser.analyseQuestion('¿Qué es lo que hay?')).toEqual([])
  })

  it('repeats terms of a text and not those of a question', () => {
    expect(analyser.analyseText('el perro y el perro')).toEqual(['perr', 'perr'])
    expect(analyser.analyseQuestion('el perro y el perro')).toEqual(['perr', 'perro'])
  })

  it('gives a question without stop words the stems of both languages, so that either text is found', () => {
    const question = analyser.analyseQuestion('product prices')
    for (const term of analyser.analyseText('the product and its prices')) expect(question).toContain(term)
    const spanish = analyser.analyseQuestion('precios contratos')
    for (const term of analyser.analyseText('los precios de los contratos')) expect(spanish).toContain(term)
  })

  it('finds a name of the other language by its own spelling', () => {
    expect(analyser.analyseQuestion('Who did the Panthers beat?')).toContain('panthers')
  })

  it('splits scripts without spaces into pairs of characters', () => {
    expect(analyser.analyseText('東京都 B12用 が')).toEqual(['東京', '京都', 'b12', '用', 'が', '12'])
  })

  it('keeps numbers, codes and letters of any script', () => {
    expect(analyser.analyseText('B12 3.14 CO₂ Straße Łódź Москва')).toEqual(
      expect.arrayContaining(['b12', '3', '14', 'co2', 'strass', 'lodz', 'москва']),
    )
  })

  it('cuts endless words and never leaves half a character', () => {
    const [term] = analyser.analyseText(`a${'𝒳'.repeat(10)}${'a1'.repeat(5000)}`)
    expect(term).toHaveLength(maxWordLength)
    const [surrogates] = analyser.analyseText(`1${'𐐨'.repeat(100)}`)
    expect(surrogates?.isWellFormed()).toBe(true)
  })

  it('returns only folded letters and digits for any text, with or without accents alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const terms = analyser.analyseText(text)
        for (const term of terms) {
          expect(term).toMatch(/^[\p{L}\p{N}]+$/u)
          expect(term.length).toBeLessThanOrEqual(maxWordLength)
          expect(fold(term)).toBe(term)
        }
        expect(analyser.analyseText(text.normalize('NFD'))).toEqual(terms)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['one word', 'a'],
    ['one word with accents', 'á'],
    ['accented letters', 'á '],
    ['combining marks', '\u0301'],
    ['combining marks out of order', '\u0301\u0316'],
    ['a word under many marks', 'e\u0301\u0327'],
    ['Chinese', '東'],
    ['Hangul', '한'],
    ['scripts in turn', '東a'],
    ['spaces', ' '],
    ['digits', '1'],
    ['zero-width spaces', '\u200b'],
    ['letters that grow when folded', '\ufdfa'],
  ])('takes time in proportion to the length of hostile text: %s', async (_, piece) => {
    const make = (size: number): string => piece.repeat(Math.ceil(size / piece.length))
    expect(await growthOf(make, 15_000, (text) => analyser.analyseText(text))).toBeLessThan(linearGrowth)
  })
})

describe('detectLanguage', () => {
  it.each([
    ['¿Cuál es el plazo de entrega?', 'es'],
    ['cual es el plazo de entrega', 'es'],
    ['What is the delivery time?', 'en'],
    ['despido improcedente indemnización', 'es'],
    ['unfair dismissal payment', 'en'],
    ['¿Tenéis parking?', 'es'],
    ['any parking anyone?', 'en'],
    ['', 'es'],
  ])('takes "%s" for %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language)
  })
})
