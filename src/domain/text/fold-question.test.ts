import { expect, test } from 'vitest'
import { foldQuestion } from './fold-question.ts'

test.each([
  ['¿Cuál es el n.º de serie?', '¿cual es el numero de serie?'],
  ['¿Nº de póliza?', '¿ numero de poliza?'],
  ['Póliza №7', 'poliza numero 7'],
  ['¿A 4 ºC?', '¿a 4 oc?'],
  ['What is the café’s fee?', 'what is the cafe’s fee?'],
])('%s is folded with its signs for a number as words', (question, folded) => {
  expect(foldQuestion(question)).toBe(folded)
})
