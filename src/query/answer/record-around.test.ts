import { expect, test } from 'vitest'
import { unjudged } from '../../../test/harness/unjudged.ts'
import { chunkId, parseDocumentId } from '../../domain/ids.ts'
import { unitsOf } from '../../domain/units/units-of.ts'
import { noMatch } from './quotes/match-terms.ts'
import { coveredWithNextLine } from './record-around.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')

/** What "NIF de cartones ebro" finds in a text whose best line is that of the NIF. */
function covered(text: string): number {
  const passage = {
    id: chunkId(documentId, 0),
    documentId,
    text,
    start: 0,
    end: text.length,
    place: null,
    headingPath: [],
    outline: null,
    pieceVectors: null,
    documentTitle: null,
    tables: [],
    fileName: 'a.txt',
    title: null,
    score: 1,
  }
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
