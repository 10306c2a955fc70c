/** Scripts whose letters people write next to Latin ones without a blank, and signs that are letters of none. */
const companions = [
  'Common',
  'Latin',
  'Greek',
  'Cyrillic',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Bopomofo',
  'Thai',
  'Lao',
]
const other = `[^\\P{L}${companions.map((script) => `\\p{Script=${script}}`).join('')}\\p{Lm}ªº]`
const latin = '\\p{Script=Latin}'

/**
 * A lone letter of a script that no word shares with Latin ones, in a word of Latin letters: PDFium gives the number of a glyph as a letter
 * where a font does not say what it stands for, and most of those numbers are letters of some script.
 */
export const foreignLetter = new RegExp(
  `(?<=${latin})${other}(?=${latin}|$|[\\s.,;:])|(?<![\\p{L}\\p{M}])${other}(?=${latin}{2})`,
  'gu',
)
