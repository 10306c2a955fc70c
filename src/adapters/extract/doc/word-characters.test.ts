import { describe, expect, test } from 'vitest'
import { plainCharacters, raisedLetters } from './word-characters.ts'

describe('the characters of a Word 97 file', () => {
  test('become tabs, line ends and hyphens, and what prints nothing goes', () => {
    expect(plainCharacters('a\u0007b\u000Bc\u000Cd\u000Ee\r')).toBe('a\tb\nc\nd\ne\n')
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

  test('of a link to an address go on with it, unless they say it', () => {
    const link = (target: string, words: string): string => `\u0013 HYPERLINK ${target} \u0001\u0014${words}\u0015`
    expect(plainCharacters(`Escriba a ${link('"mailto:a@b.es?subject=Hola"', 'la oficina')}.`)).toBe(
      'Escriba a la oficina (a@b.es).',
    )
    expect(plainCharacters(link('"mailto:a@b.es"', 'a@b.es'))).toBe('a@b.es')
    expect(plainCharacters(link('\\l "_Toc1"', 'Índice'))).toBe('Índice')
    expect(plainCharacters(link('"tel:955000111"', '\u0013 REF x \u0014Teléfono\u0015'))).toBe('Teléfono (955000111)')
    expect(plainCharacters(link('"tel:955000111"', '\u0001')).trim()).toBe('(955000111)')
  })

  test('of a field that stands for a sign are that sign, with a result or without one', () => {
    expect(plainCharacters('Pagado \u0013 SYMBOL 252 \\f "Wingdings" \\s 10 \u0015.')).toBe('Pagado ✓.')
    expect(plainCharacters('\u0013 SYMBOL 183 \\f "Symbol" \u0014\u0015\tUno')).toBe('•\tUno')
    expect(plainCharacters('Corte a \u0013 EQ \\f(1,2) \u0015 m')).toBe('Corte a 1/2 m')
  })

  test('are raised with the sign before them', () => {
    expect(raisedLetters('-12')).toBe('⁻¹²')
    expect(raisedLetters('+3–a')).toBe('⁺³–a')
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
