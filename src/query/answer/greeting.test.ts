import { expect, test } from 'vitest'
import { greetingLanguage } from './greeting.ts'

test.each([
  'hola',
  '¡Hola!',
  'Buenos días',
  'buenas tardes.',
  'BUENAS NOCHES',
  '¿Qué tal?',
  'Hola, ¿qué tal?',
  '  hola  ',
])('%s is a Spanish greeting', (message) => {
  expect(greetingLanguage(message)).toBe('es')
})

test.each(['hello', 'Hi there!', 'hey', 'Good morning.', 'hi'])('%s is an English greeting', (message) => {
  expect(greetingLanguage(message)).toBe('en')
})

test.each([
  'hola, ¿cuál es el plazo?',
  'Hi-fi',
  'history',
  'holanda',
  '¿Qué tal funciona el motor?',
  'hey, who pays?',
  '',
])('"%s" is a question', (message) => {
  expect(greetingLanguage(message)).toBeNull()
})
