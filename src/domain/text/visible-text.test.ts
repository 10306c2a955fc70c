import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visibleText } from './visible-text.ts'

test('a text loses what is obeyed or not seen, and keeps its lines', () => {
  expect(visibleText('a\u0000b\u001b[0m\u009b\u202eabc\u2066\ufeff\u00ad\u200b')).toBe('ab[0mabc')
  expect(visibleText('a\r\nb\rc\u2028d\ve\t f')).toBe('a\nb\nc\nd\ne\t f')
  expect(visibleText('\u{e0041}\u{e0042}x\ud800')).toBe('x\ufffd')
})

test('joiners stay where they change what is seen', () => {
  expect(visibleText('👩‍💻 a\u200db\u200d می‌شود')).toBe('👩‍💻 ab می‌شود')
})

test('doing it again changes nothing', () => {
  const unseen = fc.constantFrom(
    '\u200d',
    '\u200c',
    '\u200b',
    '\ufe0f',
    '\u202e',
    '\r',
    '\n',
    '\u0001',
    '👩',
    '💻',
    'م',
    'a',
    '\ud83d',
  )
  fc.assert(
    fc.property(fc.array(unseen), (parts) => {
      const text = visibleText(parts.join(''))
      expect(visibleText(text)).toBe(text)
    }),
  )
})
