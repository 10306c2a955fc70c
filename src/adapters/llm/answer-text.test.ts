import { expect, test } from 'vitest'
import { toAnswerText } from './answer-text.ts'

const whole = { maxTokens: 100, wasCut: false }

test('an answer keeps its letters, lines, tabs, signs and emoji', () => {
  const text = 'Año «2024»:\n\t- diez días [Doc 1] ✅ 👨‍👩‍👧\n'
  expect(toAnswerText(text, whole)).toBe(text.trim())
})

test('control characters and overrides of direction are taken out, other line breaks become plain ones', () => {
  expect(toAnswerText('a\u001b[31mb\u0000c\u009bd\u007f\u202ee\u2066f\u200f', whole)).toBe('a[31mbcdef')
  expect(toAnswerText('a\r\nb\rc\u2028d', whole)).toBe('a\nb\nc\nd')
  expect(toAnswerText('a\ud800b', whole)).toBe('a\ufffdb')
  expect(toAnswerText('\u202e \u0000', whole)).toBe('')
})

test('an answer longer than the tokens asked for is cut between two characters and says so', () => {
  const cut = toAnswerText('𝒂'.repeat(100_000), { maxTokens: 10, wasCut: false })
  expect(cut).toBe(`${'𝒂'.repeat(40)} […]`)
  expect(toAnswerText('Diez días y', { maxTokens: 10, wasCut: true })).toBe('Diez días y […]')
})
