// Whether it is asked of another one than those that documents tell apart by a number or a letter: week 13 of week 12, block A of block B.
import type { RankedPassage } from '../../../../domain/passage.ts'
import { dayNames } from '../../../../domain/text/days.ts'
import { anyMonth, monthNumbers } from '../../../../domain/text/months.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { highestOrdinal, ordinalEnding, ordinalOf } from '../../../../domain/text/ordinals.ts'
import { singularsOf } from '../../../../domain/text/plurals.ts'
import { isShouted } from '../../../../domain/text/shouted.ts'
import { isYear } from '../../quotes/said/number-cells.ts'
import { withLead } from '../../quotes/with-lead.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { toldNumbers } from './told-numbers.ts'
import { countedSpans, units } from '../../quotes/said/answer-forms.ts'

/** "Semana 13", "Aroma 5 model", "week 13 of June", but "for 5 people" counts people. Folded. */
const numbered =
  /\b([a-z]{4,20}) (\d{1,4})(?![a-z\d%€$£]|[.,:/-]\d)(?= (?:del?|en|con|of|in|on|for|with|have|has|tiene)\b|\W*$|[^a-z\d ])/g
/** "The year 5 trip", "our unit 12 keys": which one of several, before what is of it. Folded. */
const numberedBefore = new RegExp(
  `\\b(?:the|our|your|my|a|for|of) ([a-z]{4,20}) (\\d{1,4}) (?!(?:and|or|to|${countedSpans}|${units.length}|${units.weight}|${units.volume}|people|persons?|pounds|euros|dollars)\\b)(?=[a-z])`,
  'g',
)
/** As it is written: a lone small letter is mostly a word, and "I" who asks. */
const lettered = /(?<!\p{L})(\p{L}{4,20}) (?!I)(\p{Lu})(?![\p{L}\p{N}'’.&/-])/gu
/** What stands before amounts, hours, ages and decades ("los años 80"). Folded. */
const beforeAmount =
  /^(?:menos|unos|unas|hasta|desde|entre|hace|tengo|tiene|cumple|cuesta|pago|pagar|sobre|cada|dura|than|over|under|about|from|until|till|between|after|before|costs?|paid|with|only|just|some|edad|anos|aged?|first|last|next|past|other|these|those|final|following|extra|another|additional|cantidad|quantity|dias?|days?|horas?|hours?|total|peso|talla|sizes?|numeros?|numbers?)$/

/**
 * @param ranked best first
 * @param unsaid the words of the question that nothing has, folded
 */
export function isOtherNumbered<P extends RankedPassage>(
  question: string,
  ranked: readonly RankedUnit<P>[],
  unsaid: readonly string[],
): boolean {
  const numbers = numbersAsked(foldQuestion(question))
  const letters = isShouted(question) ? [] : [...question.matchAll(lettered)]
  if (numbers.size === 0 && letters.length === 0) return false
  const texts = ranked.map((unit) =>
    [unit.passage.documentTitle ?? '', unit.passage.fileName, ...unit.passage.headingPath, withLead(unit)].join('\n'),
  )
  return (
    hasOtherNumber(numbers, texts.map(fold), unsaid) ||
    letters.some(([, word = '', letter = '']) => isOtherLetter(word, letter, texts))
  )
}

/** A question asks for few; each is looked for in all that was found. */
const mostAsked = 8

/** By their word. */
function numbersAsked(folded: string): ReadonlyMap<string, readonly string[]> {
  const asked = new Map<string, string[]>()
  const found = [numbered, numberedBefore].flatMap((form) => [...folded.matchAll(form)].slice(0, mostAsked))
  for (const [, word = '', number = ''] of found) {
    // of a year it is told elsewhere whether it is missed: "temporada 2015" of "temporada 7"
    if (isYear(number) || beforeAmount.test(word) || monthNumbers.has(word) || dayNames.includes(word)) continue
    asked.set(word, [...(asked.get(word) ?? []), number])
  }
  return asked
}

/**
 * Some text has a word with another number, and none with this one, nor from one number to another between which this one lies.
 * @param unsaid the words of the question that nothing has, folded: of others it is looked at what they stand with
 */
function hasOtherNumber(
  asked: ReadonlyMap<string, readonly string[]>,
  folded: readonly string[],
  unsaid: readonly string[],
): boolean {
  if (asked.size === 0) return false
  const others = new Set<string>()
  const within = new Set<string>()
  for (const { word: name, first, last } of folded.flatMap(toldNumbers)) {
    const word = singularsOf(name).find((one) => asked.has(one)) ?? name
    const wanted = asked.get(word)
    if (wanted === undefined) continue
    if (wanted.some((number) => first <= Number(number) && Number(number) <= last)) within.add(word)
    else if (word === name) others.add(word)
  }
  const isSaid = (word: string, number: string): boolean => {
    const says = saysNumber(number)
    return folded.some((text) => text.includes(word) && says(text))
  }
  return [...others].some(
    (word) =>
      !within.has(word) && (asked.get(word) ?? []).every((number) => unsaid.includes(number) || !isSaid(word, number)),
  )
}

/** "Years 4, 5 and 6", "5th", "fifth", but neither "5 May" nor "£5", "5 kg" or "13:05". */
function saysNumber(number: string): (folded: string) => boolean {
  const alone = new RegExp(
    `(?<![\\d.,:/€$£-])${number}(?:${ordinalEnding}(?![a-z\\d])|(?!\\d|[.,:/]\\d|\\s?[€$£%]| (?:de |of )?(?:${anyMonth})\\b|\\s?(?:h|am|pm|${countedSpans}|${units.length}|${units.weight}|${units.volume})\\b))`,
  )
  const value = Number(number)
  const saysOrdinal = (text: string) => (text.match(/[a-z]+/g) ?? []).some((word) => ordinalOf(word) === value)
  return (text) => (text.includes(number) && alone.test(text)) || (value <= highestOrdinal && saysOrdinal(text))
}

/** Some text has the word with another capital, and none with this one, nor from one letter to another ("blocks A to C", "A-C", "A, B"). */
function isOtherLetter(word: string, letter: string, texts: readonly string[]): boolean {
  const other = new RegExp(`(?<!\\p{L})${word} (?!${letter})\\p{Lu}(?![\\p{L}\\p{N}'’.&])`, 'iu')
  const itself = new RegExp(`(?<!\\p{L})${letter}(?![\\p{L}\\p{N}])`, 'u')
  const several = /(?<![\p{L}\p{N}])\p{Lu} ?(?:[-–/,]|a|y|e|to|and|&) ?\p{Lu}(?![\p{L}\p{N}])/u
  const about = texts.filter((text) => text.toLowerCase().includes(word.toLowerCase()))
  return about.some((text) => hasCapital(other, text)) && !about.some((text) => itself.test(text) || several.test(text))
}

/** The letter is a capital, whatever the word before it is written in; but "SALA Y TERRAZA" has a word there. */
const hasCapital = (pattern: RegExp, text: string): boolean => {
  const [found] = pattern.exec(text) ?? []
  return (
    found !== undefined &&
    /\p{Lu}$/u.test(found) &&
    !(isShouted(found) && /[AEOUY]$/.test(found) && isWordBehind(found, text))
  )
}

/** Whether another word in capitals follows. */
const isWordBehind = (found: string, text: string): boolean =>
  /^ \p{Lu}{2}/u.test(text.slice(text.indexOf(found) + found.length))
