const raised: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  '–': '⁻',
  '=': '⁼',
  '(': '⁽',
  ')': '⁾',
  n: 'ⁿ',
}
/** An ending ("1er", "nº", "1.ª", "TM") belongs to its word as it is. */
const ending = /^\.?\p{L}{1,3}\.?$/u
/** Those of ordinals and of the shortest abbreviations have signs of their own: 2ª, nº, Mª. */
const ordinal = { ending: /^[ao]s?\.?$/u, before: /(?:\p{N}|(?<!\p{L})[\p{Lu}n]\.?)$/u } as const
/** Letters that are marks of notes: behind a whole word, and behind a figure those no ordinal ends in. */
const noteLetter = { word: /^[a-f]$/u, figure: /^[bcfgijk]$/u } as const
const cents = /^[.,]\d{2}(?:\s?[€$£])?$/u
const longestRaised = 40
/** Half points above the line from which on a text counts as raised where a file says so; less fits signs to their line. */
export const fewestLifted = 4
/** So many characters in front of raised text say what it is. */
export const endChars = 3
/** Behind the end of a sentence or part of one only marks of notes are raised; but the cents of "12,⁹⁰" are its own. */
const punctuated = /[\p{L}\])»”"'’%][.,;:!?…»”"'’]+$/u
const noteMarks = /^\d{1,3}(?:\s*[,–-]\s*\d{1,3})*$/u
/** Cents have two digits, so one digit behind a full stop is a mark. */
const stopped = /\p{N}[.!?…]+[»”"'’)]*$/u
const oneDigit = /^\d$/u

/**
 * Text that is printed raised, so that it does not become part of what stands before it: the exponent of 10⁶, the mark of a
 * note in 2023¹. Digits get their raised forms, everything else a `^`.
 * @param before what stands in front of it, its last `endChars` characters will do
 */
export function raisedText(text: string, before: string): string {
  const said = text.trim()
  if (said === '' || said.length > longestRaised) return text
  const near = before.slice(-endChars)
  if (!/[\p{L}\p{N})\]%€]$/u.test(near) && !isNoteMark(said, near)) return text
  if (ordinal.ending.test(said) && ordinal.before.test(near))
    return text.replace(/[ao]/u, (sign) => (sign === 'a' ? 'ª' : 'º'))
  if (cents.test(said) && /\p{N}$/u.test(near)) return text
  if (isNoteLetter(said, near)) return text.replace(said, `^${said}`)
  if (ending.test(said) && !/^n$/.test(said)) return text
  if (!/[\p{L}\p{N}]/u.test(said) || said.startsWith('[')) return text
  const signs = Array.from(said, (sign) => (/[\s,*]/u.test(sign) ? sign : raised[sign]))
  return signs.every((sign) => sign !== undefined) ? text.replace(said, signs.join('')) : text.replace(said, `^${said}`)
}

function isNoteMark(said: string, before: string): boolean {
  return (punctuated.test(before) && noteMarks.test(said)) || (stopped.test(before) && oneDigit.test(said))
}

function isNoteLetter(said: string, before: string): boolean {
  return (
    (/\p{Ll}{3}$/u.test(before) && noteLetter.word.test(said)) ||
    (/\p{N}$/u.test(before) && noteLetter.figure.test(said))
  )
}
