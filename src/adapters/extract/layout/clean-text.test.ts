import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanInline, cleanText, composeAccents } from './clean-text.ts'
import { cleanPdfText, withUnreadReturns } from '../pdf/clean-pdf-text.ts'

describe('clean text', () => {
  it.each([
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['o\u0301', 'ó'],
    ['ﬁnal ﬂor oﬃce', 'final flor office'],
    ['co\u00ADche \u200Bazul\uFEFF', 'coche azul'],
    ['uno\u00A0dos\tres', 'uno dos res'],
    ['\u0000\u0007a\u009Fb', 'ab'],
    ['a\uD800b', 'a\uFFFDb'],
  ])('%j becomes %j', (raw, clean) => {
    expect(cleanText(raw)).toBe(clean)
  })

  it('is stable and free of stray spaces for any input between two page breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const clean = cleanInline(raw.replaceAll('\f', ''))
        expect(cleanInline(clean)).toBe(clean)
        expect(clean).toBe(clean.normalize('NFC'))
        expect(clean).not.toMatch(/^\s|\s$|\n\n| {2}/)
      }),
    )
  })

  it('composes accents drawn before their letter, and leaves quotation marks alone', () => {
    expect(composeAccents('informaci´on, ping¨uino, ma˜nana, aqu´ı')).toBe('información, pingüino, mañana, aquí')
    expect(composeAccents('el `arbol` y el ´5')).toBe('el `arbol` y el ´5')
  })

  it.each([
    'Ajuntament d´Alacant y L´Oréal',
    'the workers´ agreement of the company´s staff',
    'Hornear 30´ a 180˚ y 15´ en el molde, 90˚ a la izquierda, 90˚a',
    'El manual ¨Operaciones Internas¨ y el plan ¨Empresa 2030¨',
    'they´re here, it´s ´on´ and I´m off',
  ])('leaves the same signs alone where they are apostrophes, quotation marks, minutes or degrees: %s', (text) => {
    expect(composeAccents(text)).toBe(text)
  })

  it('composes them in capitals, at the beginning of a word and over a letter that lost its dot', () => {
    expect(composeAccents('INFORMACI´ON, ´ultimo, ´Area, ˇCapek, gar¸con, aqu´ ı, Timoth ´ ee')).toBe(
      'INFORMACIÓN, último, Área, Čapek, garçon, aquí, Timoth ée',
    )
  })

  it('joins words cut at a line end, and keeps a hyphen that belongs to the word', () => {
    expect(cleanPdfText('adip\uFFFEiscing')).toBe('adipiscing')
    expect(cleanPdfText('1914\u0002 1918 y Castilla\uFFFELa Mancha')).toBe('1914-1918 y Castilla-La Mancha')
    expect(cleanPdfText('1.2 Alcance . . . . . . . . 12')).toBe('1.2 Alcance … 12')
  })

  it('keeps a return before a letter as an unread one, those at the ends of lines as they are', () => {
    expect(withUnreadReturns('the \rour\r\nis here\r\n\r')).toBe('the \ue70dour\r\nis here\r\n\r')
  })

  it('shortens leaders of dashes, and leaves rules, words with dashes and rows without values alone', () => {
    expect(cleanPdfText(`Portería ${'- '.repeat(20)} 31`)).toBe('Portería … 31')
    expect(cleanPdfText('Portería ------------- 31')).toBe('Portería … 31')
    for (const text of ['-'.repeat(30), 'uno -- dos --- tres', `Ana${' -'.repeat(12)}`])
      expect(cleanPdfText(text)).toBe(text)
  })
})
