import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { unitsOf } from '../../../../domain/units/units-of.ts'
import { headingKey, saysNothingOf } from './says-nothing.ts'

const headings = ['1. Rent', 'Bonfires', 'Sheds and greenhouses:', '2024', '***']

function saysNothing(question: string, text: string): boolean {
  const unit = unitsOf([rankedPassage(1, text)]).find((one) => one.text === text)
  if (unit === undefined) throw new Error('the text is a unit')
  return saysNothingOf(question, unit, new Set(headings.map(headingKey)))
}

test.each([
  ['quien lleva la colmena 14', 'Colmena: 14', true],
  ['quien lleva la colmena 14', 'Responsable: Amparo Lillo', false],
  ['where is the tank at ferndale farm', 'Customer: Ferndale Farm', true],
  ['where is the tank at ferndale farm', 'Location: behind the barn', false],
  ['is it for ferndale farm?', 'Customer: Ferndale Farm', false],
  ['what date is the farm trip', 'Date: Thu, 23 Apr 2026 15:40:00 +0100', true],
  ['when was the mail sent', 'Date: Thu, 23 Apr 2026 15:40:00 +0100', false],
  ['what date is the farm trip', 'Date: 14 May', false],
  ['what are the rules for bonfires', '- Rent\n- Bonfires\n- Sheds and greenhouses', true],
  ['what are the rules for bonfires', '- Rent\n- Bonfires\n- Compost', false],
  ['what are the rules for bonfires', '- Rent\n\n- Bonfires\n\n- Sheds and greenhouses', true],
  ['what does it cost', '- 1.200 €', false],
  ['what does it cost', '- 1.200 €\n- 1.300 €', false],
  ['what are the rules for bonfires', '- Rent\n- 2024', true],
  ['cuanto cuesta', '- Rent\n- 40 €', false],
])('of "%s" "%s" says nothing: %s', (question, text, expected) => {
  expect(saysNothing(question, text)).toBe(expected)
})
