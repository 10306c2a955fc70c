import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { createAnalyser } from '../../../../adapters/analyse/analyser.ts'
import { unitsOf } from '../../../../domain/units/units-of.ts'
import { spelledAsFound } from './spelled-as-found.ts'

const analyser = createAnalyser()
const units = unitsOf([
  rankedPassage(1, 'Revisamos las Colmenas contra la varroa en septiembre.\n\nEl comprador paga los gastos.', {
    headingPath: ['Sanidad apícola'],
  }),
])
const [bees = ''] = analyser.analyseText('colmenas')
const [mite = ''] = analyser.analyseText('varroa')
const [health = ''] = analyser.analyseText('sanidad')

test.each([
  ['¿Cuándo se mira la Barroa?', [[mite, 'barroa']], '¿Cuándo se mira la varroa?'],
  [
    'colmnas con barroa',
    [
      [bees, 'colmnas'],
      [mite, 'barroa'],
    ],
    'Colmenas con varroa',
  ],
  ['quién lleva la sanidaz', [[health, 'sanidaz']], 'quién lleva la Sanidad'],
  ['la barroa de las barroas', [[mite, 'barroa']], 'la varroa de las barroas'],
  ['precio del anfibio', [['anfibi', 'anfibio']], 'precio del anfibio'],
  ['¿Cuándo se mira la varroa?', [], '¿Cuándo se mira la varroa?'],
] as const)('%s, of which the index found %j, is read as %s', (text, meant, read) => {
  expect(spelledAsFound(analyser, { text, meant: new Map(meant) }, units)).toBe(read)
})
