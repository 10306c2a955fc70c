import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { noMatch } from '../../quotes/said/match-terms.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isOfOtherComplement } from './other-complement.ts'

/** Units that say the words of a question that they have. */
const units = (question: string, texts: readonly string[], title = 'Avisos') => {
  const words = fold(question).match(/[a-z0-9]{3,}/g) ?? []
  return texts.map((text) => ({
    text,
    lead: null,
    kind: text.length > 350 ? 'sentence' : 'label',
    start: 0,
    end: text.length,
    passage: { headingPath: [], documentTitle: title, fileName: 'a.txt', text, start: 0 },
    match: { ...noMatch, words, said: words.map((word) => fold(text).includes(word.replace(/s$/, ''))) },
  })) as unknown as RankedUnit<RankedPassage>[]
}

test.each([
  ['a qué hora pasa el autobús a Lugar', 'El autobús a Ferrol pasa a las 7:40.'],
  ['cuánto cuesta el cambio de bombilla', 'Cambio de grifo | 30 min | 40 €'],
  ['cuanto valía el billete de segunda clase', 'El billete de primera clase costaba 7 pesetas, y el de tercera, 3.'],
  ['last day to order for autumn', 'Orders for spring close on 15 January.'],
  ['what time is the train from Leeds', 'Trains from York leave at 9:10.'],
  ['price of the water filter for paper', 'Filter for coffee: £3'],
  ['do you deliver on bank holidays', 'We deliver on Saturdays until noon.'],
])('"%s" is not answered by "%s"', (question, best) => {
  expect(isOfOtherComplement(question, units(question, [best]))).toBe(true)
})

test.each([
  ['cuánto cuesta el cambio de bombilla', ['Cambio de bombilla | 10 min | 15 €']],
  // another one is said besides, or what is asked for stands elsewhere in the line
  ['cuánto cuesta el cambio de bombilla', ['Cambio de grifo, bombilla o enchufe: 20 €']],
  ['a qué hora pasa el autobús a Lugo', ['El autobús a la ciudad pasa a las 7:40 y va por Lugo']],
  // what is done, and when, may be said in other words
  ['cuánto cobran por venir a mirarla', ['Por venir a verla cobramos 20 €']],
  ['until when can I book for today', ['Book for collection before 11.30.']],
  ['cómo es la pared del lado norte', ['La pared del muro norte es de piedra']],
  // nothing stands there
  ['cuánto cuesta el cambio de bombilla', ['El cambio cuesta 20 €']],
  ['cuánto cuesta el cambio de bombilla', []],
])('"%s" may be answered by %j', (question, texts) => {
  expect(isOfOtherComplement(question, units(question, texts))).toBe(false)
})

test('a question of the documents may ask the same in other words', () => {
  const question = 'a quien aviso si cambio de cuenta'
  const [best] = units(question, ['Avise a Nóminas antes del día 15.'])
  const found = [{ ...best, lead: { text: '¿Qué hago si cambio de banco?' } }] as unknown as RankedUnit<RankedPassage>[]
  expect(isOfOtherComplement(question, found)).toBe(false)
})

test('running text says the same in other words', () => {
  const question = 'qué barrio tiene altos niveles de delincuencia'
  const sentence = 'El barrio del puerto era conocido entonces por sus altos niveles de violencia'
  const found = units(question, [`${sentence}${', y también por otras cosas'.repeat(12)}.`])
  expect(isOfOtherComplement(question, found)).toBe(false)
  expect(isOfOtherComplement(question, units(question, [sentence]))).toBe(true)
})

test('what a document is about is what all of it is of', () => {
  const question = 'precio del curso de cocina'
  const found = units(question, ['El precio del curso de otoño es de 40 €.'], 'Escuela de cocina')
  expect(isOfOtherComplement(question, found)).toBe(false)
})

test.each(['cambio de ', 'autobus a lugo ', 'de ', 'a'])(
  'a question and a text full of "%s" take time in proportion to their length',
  async (part) => {
    const make = (size: number) => part.repeat(size / part.length)
    const best = units('cambio de bombilla', ['Cambio de grifo'])
    expect(await growthOf(make, 20_000, (question) => isOfOtherComplement(question, best))).toBeLessThan(linearGrowth)
    const long = (text: string) => isOfOtherComplement('cambio de bombilla', units('cambio de bombilla', [text]))
    expect(await growthOf(make, 20_000, long)).toBeLessThan(linearGrowth)
  },
)
