import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { unitsOf } from '../../../../domain/units/units-of.ts'
import { signersAsked } from './signer-asked.ts'

const letter =
  'Dear Ms Hart,\n\nMr Ian Doyle will visit on Tuesday.\n\nYours sincerely,\n\nGeraldine Moss, Property Manager'
const carta =
  'Estimadas familias:\n\nLa maestra Leticia Robledo les espera.\n\nAtentamente, Mtro. Ernesto Padilla, director'

test.each([
  ['who wrote the letter', letter, ['Geraldine Moss, Property Manager']],
  ['who signed it?', letter, ['Geraldine Moss, Property Manager']],
  ['¿quien firma la carta?', carta, ['Atentamente, Mtro. Ernesto Padilla, director']],
  ['who wrote the memo', 'All staff,\n\nThe office is closed.\n\nRespectfully,\n\nDana Wills', ['Dana Wills']],
  ['who sent this?', 'Hi all,\n\nThe office is closed.\n\nThanks,\n\nDana Wills', ['Dana Wills']],
  ['quien envio el oficio', 'Le saludo.\n\nRespetuosamente,\n\nRosa Pinto Lara', ['Rosa Pinto Lara']],
  ['quien firma', 'Les esperamos.\n\nCordialmente:\n\nRosa Pinto Lara', ['Rosa Pinto Lara']],
  ['quien escribio la carta', 'Les esperamos.\n\nAtte.\n\nRosa Pinto Lara', ['Rosa Pinto Lara']],
  ['who sent this?', 'Hi all,\n\nThanks Dana Wills for her help.\n\nBye', []],
  ['who wrote the history of the house', letter, []],
  ['who visits on tuesday', letter, []],
])('"%s" is answered by the signature', (question, text, expected) => {
  const units = unitsOf([rankedPassage(1, text)])
  expect([...signersAsked(question, units)].map((at) => units[at]?.text)).toEqual(expected)
})
