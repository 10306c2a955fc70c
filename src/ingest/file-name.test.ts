import { describe, expect, test } from 'vitest'
import { normaliseFileName } from './file-name.ts'

const invisible = [
  '\u00ad', // soft hyphen
  '\u034f', // grapheme joiner
  '\u061c', // Arabic letter mark
  '\u115f', // Hangul filler
  '\u180e',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202b',
  '\u202c',
  '\u202d',
  '\u202e',
  '\u2060',
  '\u2064',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u2069',
  '\u206f',
  '\u3164',
  '\ufe0f',
  '\ufeff',
  '\ufff9',
  '\u{e0041}',
]

describe('a file name', () => {
  test.each(invisible.map((one) => [one.codePointAt(0)?.toString(16), one]))(
    'loses U+%s, so that names that look alike are one name',
    (_code, character) => {
      expect(normaliseFileName(`${character}año${character}_2024${character}.pdf${character}`)).toBe('año_2024.pdf')
    },
  )

  test('cannot turn its ending round', () => {
    expect(normaliseFileName('a\u202etxt.fdp.txt')).toBe('atxt.fdp.txt')
  })

  test('is composed, also when an invisible character stood between a letter and its accent', () => {
    expect(normaliseFileName('an\u0303o.txt')).toBe('año.txt')
    expect(normaliseFileName('an\u200b\u0303o.txt')).toBe('año.txt')
  })

  test('keeps joiners where they change what is seen: Persian, Indic scripts and emoji', () => {
    for (const name of ['می\u200cخواهم.pdf', 'क्\u200dष.pdf', '👩\u200d💻.txt', '❤\ufe0f\u200d🔥.txt']) {
      expect(normaliseFileName(name)).toBe(name.replace('❤\ufe0f', '❤'))
    }
  })

  test('is one line without control characters', () => {
    expect(normaliseFileName(' a\tb\r\nc\u0085d\u2028e\u001b[31m\u0000.txt ')).toBe('a b c d e [31m .txt')
  })

  test('that consists of nothing to see is refused', () => {
    for (const name of ['', ' ', '\u200b', '\u202e\ufeff', '\u3164']) {
      expect(() => normaliseFileName(name)).toThrow(expect.objectContaining({ code: 'invalid_file_name' }))
    }
  })

  test('longer than the stores can keep is refused, counted in bytes', () => {
    expect(normaliseFileName('ñ'.repeat(256))).toHaveLength(256)
    expect(() => normaliseFileName('ñ'.repeat(257))).toThrow(expect.objectContaining({ code: 'invalid_file_name' }))
  })
})
