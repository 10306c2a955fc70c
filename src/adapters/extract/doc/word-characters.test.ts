import { describe, expect, test } from 'vitest'
import { plainCharacters } from './word-characters.ts'

describe('the characters of a Word 97 file', () => {
  test('become tabs, line ends and hyphens, and what prints nothing goes', () => {
    expect(plainCharacters('a\u0007b\u000Bc\u000Cd\r')).toBe('a\tb\nc\nd\n')
    expect(plainCharacters('Con nota\u0002, op\u001Fcio\u001Fnal y no\u001Eroto')).toBe(
      'Con nota, opcional y no\u2011roto',
    )
  })

  test('of a field are those it prints, also inside another field', () => {
    const link = '\u0013 HYPERLINK "x" \u0014enlace\u0015'
    expect(plainCharacters(`Ver ${link}.`)).toBe('Ver enlace.')
    expect(plainCharacters(`\u0013 TOC \u0014Uno ${link} y ${link}\u0015 fin`)).toBe('Uno enlace y enlace fin')
    expect(plainCharacters('\u0013 IF \u0013 PAGE \u00147\u0015 = 7 \u0014sí\u0015')).toBe('sí')
    expect(plainCharacters('uno\u0013 PAGE \u0015dos')).toBe('unodos')
  })

  test('of a field that does not end are all text, and an end without a field is nothing', () => {
    expect(plainCharacters('uno \u0013 PAGE \u00147')).toBe('uno  PAGE 7')
    expect(plainCharacters('uno\u0015 dos\u0014')).toBe('uno dos')
  })

  test('are refused when fields nest as in no real document', () => {
    const nested = (depth: number): string => `${'\u0013'.repeat(depth)}a${'\u0015'.repeat(depth)}`
    expect(plainCharacters(nested(50))).toBe('')
    expect(() => plainCharacters(nested(51))).toThrow(expect.objectContaining({ code: 'too_complex' }))
  })
})
