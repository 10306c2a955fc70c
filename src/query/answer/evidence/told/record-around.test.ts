import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { unjudged } from '../../../../../test/harness/unjudged.ts'
import { unitsOf } from '../../../../domain/units/units-of.ts'
import { noMatch } from '../../quotes/said/match-terms.ts'
import { coveredWithNextLine } from './record-around.ts'

/** What "NIF de cartones ebro" finds in a text whose best line is that of the NIF. */
function covered(text: string): number {
  const passage = rankedPassage(1, text)
  const units = unitsOf([passage]).map((unit) => {
    const isNif = unit.text.startsWith('NIF')
    const said = [isNif, unit.text.includes('Cartones'), unit.text.includes('Ebro')]
    const features = { ...unjudged.features, labelAsked: isNif ? 1 : 0 }
    const match = { ...noMatch, said, covered: said.filter(Boolean).length / said.length }
    return { ...unit, ...unjudged, score: isNif ? 1 : 0, hasKind: isNif, features, match }
  })
  return coveredWithNextLine(units.filter(({ kind }) => kind !== 'list').toSorted((a, b) => b.score - a.score))
}

test('a label and the line beside it, which says whose it is, have all that is asked', () => {
  expect(covered('NIF: A08001851\nEmpresa: Cartones Ebro, S.A.')).toBeCloseTo(1)
  expect(covered('Empresa: Cartones Ebro, S.A.\nNIF: A08001851')).toBeCloseTo(1)
})

test('a line further off does not say whose it is', () => {
  expect(covered('NIF: A08001851\nCiudad: Teruel\nEmpresa: Cartones Ebro, S.A.')).toBeLessThan(0.5)
})
