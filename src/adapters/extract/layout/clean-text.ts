import { limitMarks } from '../../../domain/text/combining-marks.ts'

/** Arabic presentation forms and Latin ligatures: the same letters in shapes made for printing. */
const presentationForms = /[\uFB00-\uFB06\uFB50-\uFDFF\uFE70-\uFEFC]/g
// oxlint-disable-next-line no-control-regex -- control characters are what is being removed
const controls =
  /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g
const spaces = /[\t\v\f\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g
const lineEnds = /\r\n?|\u0085|\u2028|\u2029/g

/**
 * The clean-up every format shares: NFC, `\n` only, ligatures as letters, no control characters, soft hyphens or
 * direction marks, every kind of space a plain one.
 */
export function cleanText(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replace(controls, '')
    .replace(spaces, ' ')
    .replace(presentationForms, (form) => form.normalize('NFKC'))
  return limitMarks(plain).normalize('NFC')
}

/** Clean text on one or more lines: single spaces, no spaces at line ends, no empty lines. */
export function cleanInline(text: string): string {
  const clean = cleanText(text)
  if (!/ {2}|\n|^ | $/.test(clean)) return clean
  return clean
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}

/** Spacing accents that old TeX fonts draw as a glyph of their own, and the combining mark each stands for. */
const combining: Readonly<Record<string, string>> = {
  '´': '\u0301',
  '`': '\u0300',
  '¨': '\u0308',
  ˆ: '\u0302',
  '˜': '\u0303',
  '¸': '\u0327',
  ˇ: '\u030C',
  '˚': '\u030A',
}
const dotless: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' }
const accentThenLetter = /([´`¨ˆ˜¸ˇ˚]) ?([A-Za-zıȷ])/g

/** The letters that take each of them inside a word, with what follows; most consonants go on. */
const takes: Readonly<Record<string, RegExp>> = {
  '´': /^(?:[aeiouyn]|[csz]\p{L})/iu,
  '`': /^[aeiou]/iu,
  '¨': /^[aeiouy]/iu,
  ˆ: /^[aeiou]/iu,
  '˜': /^[ano]/iu,
  '¸': /^[cst]/iu,
  ˇ: /^[a-z]/iu,
  '˚': /^[au]/iu,
}

/**
 * Composes an accent drawn before its letter inside a word (`informaci´on`, `aqu´ ı`). Anywhere else the same signs are
 * apostrophes, quotation marks, minutes and degrees, as in `d´Alacant`, `company´s`, `30´ a 90˚`. A pair without a letter of
 * its own in Unicode stays as it is.
 */
export function composeAccents(text: string): string {
  if (!/[´`¨ˆ˜¸ˇ˚]/.test(text)) return text
  return text.replace(accentThenLetter, (pair, accent: string, letter: string, at: number) => {
    if (!isDrawnAccent(text, { accent, letter, at, end: at + pair.length })) return pair
    const composed = ((dotless[letter] ?? letter) + (combining[accent] ?? '')).normalize('NFC')
    return composed.length === 1 ? composed : pair
  })
}

interface AccentedLetter {
  readonly accent: string
  readonly letter: string
  /** Where the accent stands, and what follows the letter. */
  readonly at: number
  readonly end: number
}

function isDrawnAccent(text: string, { accent, letter, at, end }: AccentedLetter): boolean {
  const before = text.charAt(at - 1)
  if (/\p{N}/u.test(before)) return false
  // A letter that lost its dot waits for an accent.
  if (letter in dotless) return true
  const isApart = end - at > accent.length + letter.length
  if (isApart && !floats(text, { accent, letter, at, end })) return false
  const after = text.charAt(end)
  if (takes[accent]?.test(letter + after) !== true) return false
  const isCapital = letter !== letter.toLowerCase()
  if (/\p{L}/u.test(before)) return !isCapital || (/\p{Lu}/u.test(before) && !/\p{Ll}/u.test(after))
  // At the beginning of a word it is a quotation mark where another one ends a word.
  return accent !== '`' && /\p{L}/u.test(after) && !closes(text, accent, end)
}

/** An acute or a tilde between blanks inside a word in small letters: `Timoth ´ ee`. */
function floats(text: string, { accent, letter, at, end }: AccentedLetter): boolean {
  const isInWord = /\p{L} $/u.test(text.slice(Math.max(0, at - 2), at)) && /^\p{Ll}/u.test(text.slice(end))
  return /[´˜]/u.test(accent) && letter === letter.toLowerCase() && isInWord
}

/** Characters that one line may quote. */
const longestQuote = 200

/** Whether a quotation mark ends a word in the text that follows. */
function closes(text: string, accent: string, from: number): boolean {
  const quoted = text.slice(from, from + longestQuote)
  return quoted
    .split(accent)
    .some((part, at, all) => at > 0 && !/^(?:\p{L}| [ıȷ])/u.test(part) && /\S$/u.test(all[at - 1] ?? ''))
}
