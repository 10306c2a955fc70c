import { expect, test } from 'vitest'
import { onlyAsksToBeTold } from './asks-to-be-told.ts'

test.each([
  '¿Me lo podéis decir?',
  '¿Alguien lo sabe?',
  '¿Me podrían ayudar, por favor?',
  '¿Sería tan amable de confirmármelo?',
  'Could you please let me know?',
  'Any idea?',
  'Can anyone help me?',
])('"%s" only asks to be told', (question) => {
  expect(onlyAsksToBeTold(question)).toBe(true)
})

test.each([
  '¿Me podéis decir cuánto cuesta?',
  '¿Quién lo sabe?',
  '¿Puede ayudar el perito?',
  'Could you tell me the price?',
  '¿Qué?',
  'Ayuda',
  'Me lo podéis decir.',
])('"%s" asks something', (question) => {
  expect(onlyAsksToBeTold(question)).toBe(false)
})
