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
  'Hola, buenos días',
  'Hola buenas tardes',
  '¡Hola! ¿Qué tal?',
  '¡Hola, muy buenas! ¿Qué tal?',
  'Muy buenas',
  'Buen día',
  'Hola 👋🏽',
  'Hola, ¿cómo estás?',
  'Buenos días'.normalize('NFD'),
])('%s is a Spanish greeting', (message) => {
  expect(greetingLanguage(message)).toBe('es')
})

test.each([
  'hello',
  'Hi there!',
  'hey',
  'Good morning.',
  'hi',
  'Hi, good morning',
  'Hello! How are you?',
  'How are you?',
  'hey 👋',
])('%s is an English greeting', (message) => {
  expect(greetingLanguage(message)).toBe('en')
})

test.each([
  'hola, ¿cuál es el plazo?',
  'Hi-fi',
  'history',
  'holanda',
  '¿Qué tal funciona el motor?',
  'hey, who pays?',
  'Hola, buenos días, ¿cuál es el plazo?',
  'Hi, good morning tea',
  '¿Qué tal están las vistas?',
  'How are you insured?',
  '👋',
  '',
])('"%s" is a question', (message) => {
  expect(greetingLanguage(message)).toBeNull()
})
