import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../test/harness/ranked-passage.ts'
import { unitsOf } from '../../../domain/units/units-of.ts'
import { recordContexts } from './record-context.ts'

const contexts = (text: string): Record<string, string> => {
  const units = unitsOf([rankedPassage(1, text, { start: 50 })])
  const found = recordContexts(units)
  return Object.fromEntries(units.map((unit, at) => [unit.text, (found[at] ?? '').trim()]))
}

test('a telephone is that of the name above it', () => {
  const found = contexts('Best wishes,\n\nKaren Doyle\nFacilities Manager\nDesk: B-214\nMobile: 07700 900312')
  expect(found['Mobile: 07700 900312']).toContain('Karen Doyle')
})

test('what stands behind a sentence or an empty line names nothing', () => {
  expect(contexts('Se cobra todo.\nIVA: 21 %')['IVA: 21 %']).toBe('')
  expect(contexts('Aviso general\n\nIVA: 21 %')['IVA: 21 %']).toBe('')
})

test('a price in a table of two columns names no other row', () => {
  expect(contexts('Trastero | 45 euros\nGaraje | 80 euros')['Garaje | 80 euros']).toBe('')
  expect(
    contexts('Razón social | Frío Polar S.L.\nPago | 60 días\nTeléfono | 965 112 233')['Pago | 60 días'],
  ).toContain('Frío Polar')
})

test('the first line of a record is said of the others', () => {
  expect(contexts('Proveedor: Frío Polar\nPago: 60 días')).toMatchObject({
    'Proveedor: Frío Polar': '',
    'Pago: 60 días': 'Proveedor: Frío Polar',
  })
})
