import { limitMarks } from './combining-marks.ts'

/** Letters that carry no combining mark but are written without it by many people and keyboards. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ς: 'σ',
}
const specialLetter = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g')

/** Every mark but the two kana voicing marks, which make another consonant: か is not が. */
const mark = /(?![\u3099\u309A])\p{M}/gu
/** Soft hyphens and zero-width characters stand inside a word without being part of it. */
const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g
/** Where a note's mark or a power begins behind a number: it is no digit of that. */
const raisedDigit = /(?<=[0-9])(?=[\u00B2\u00B3\u00B9\u2070\u2074-\u2079])/g
const ascii = /^[\x00-\x7F]*$/
/** Latin-1 without raised digits, and what word processors write between words: nothing here depends on its neighbours. */
const everyday = /^[\x00-\xB1\xB4-\xB8\xBA-\xFF\u2010-\u2027\u2039\u203A\u20AC]*$/
const beyondAscii = /[^\x00-\x7F]/g
const folded = new Map<string, string>()

/**
 * Lower case without accents: `ñ` → `n`, `Á` → `a`, `ß` → `ss`, `ﬁ` → `fi`, `m²` → `m2`, but `2023¹` → `2023 1`. Two spellings of a word that differ
 * in accents, case or Unicode form give the same result. Idempotent.
 */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  if (everyday.test(text)) return text.replace(beyondAscii, foldCharacter).toLowerCase()
  return foldAll(text)
}

/** The same character is folded once. There are 140 of them. */
function foldCharacter(character: string): string {
  const known = folded.get(character)
  if (known !== undefined) return known
  const made = foldAll(character)
  folded.set(character, made)
  return made
}

function foldAll(text: string): string {
  return limitMarks(text)
    .replace(raisedDigit, ' ')
    .normalize('NFKD')
    .replace(invisible, '')
    .replace(mark, '')
    .toLowerCase()
    .replace(specialLetter, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')
}
