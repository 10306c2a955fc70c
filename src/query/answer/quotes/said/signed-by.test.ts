import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { unitsOf } from '../../../../domain/units/units-of.ts'
import { withSigners } from './signed-by.ts'

function quotable(text: string): string[] {
  const passage = rankedPassage(1, text, { start: 30 })
  return withSigners(unitsOf([passage])).map((unit) => unit.text)
}

test.each([
  ['El ascensor está parado.\n\nUn saludo,\n\nJacinto Ara\n\nAdministrador', 'Jacinto Ara\n\nAdministrador'],
  ['The lift is broken.\n\nKind regards,\n\nAnn M. Hill\n\nHead of Facilities', 'Ann M. Hill\n\nHead of Facilities'],
  ['Se suspende la junta.\n\nLa secretaria,\n\nFdo.: Carmen Ruiz', 'La secretaria,\n\nFdo.: Carmen Ruiz'],
])('who signs "%s" is quoted with what they are', (text, signature) => {
  const found = quotable(text)
  expect(found).toContain(signature)
  expect(found).not.toContain(signature.split('\n\n')[1])
})

test.each([
  'Un saludo,\n\nJacinto Ara\n\nGracias por su visita',
  'Costa Brava\n\nEl hotel está en la playa.',
  'Servicio de limpieza\n\nAbre a las nueve.',
])('lines of another kind stay apart: "%s"', (text) => {
  for (const line of quotable(text)) expect(line).not.toContain('\n')
})
