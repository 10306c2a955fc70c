// Whether it is asked of another one than those that documents tell apart by a number or a letter: week 13 of week 12, block A of block B.
import type { RankedPassage } from '../../../domain/passage.ts'
import { dayNames } from '../../../domain/text/days.ts'
import { monthNumbers } from '../../../domain/text/months.ts'
import { fold } from '../../../domain/text/fold.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import { isShouted } from '../../../domain/text/shouted.ts'
import { withLead } from '../quotes/with-lead.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'
import { toldNumbers } from './told-numbers.ts'

/** "Semana 13", "Aroma 5 model", "week 13 of June", but "for 5 people" counts people. Folded. */
const numbered =
  /\b([a-z]{4,20}) (\d{1,4})(?![a-z\d%€$£]|[.,:/-]\d)(?= (?:del?|en|con|of|in|on|for|with|have|has|tiene)\b|\W*$|[^a-z\d ])/g
/** As it is written: a lone small letter is mostly a word, and "I" who asks. */
const lettered = /(?<!\p{L})(\p{L}{4,20}) (?!I)(\p{Lu})(?![\p{L}\p{N}'’.&/-])/gu
/** What stands before amounts, hours and ages. Folded. */
const beforeAmount =
  /^(?:menos|unos|unas|hasta|desde|entre|hace|tengo|tiene|cumple|cuesta|pago|pagar|sobre|cada|dura|than|over|under|about|from|until|till|between|after|before|costs?|paid|with|only|just|some|edad|aged?|cantidad|quantity|dias?|days?|horas?|hours?|total|peso|talla|sizes?|numeros?|numbers?)$/

/**
 * @param ranked best first
 * @param unsaid the words of the question that nothing has, folded
 */
export function isOtherNumbered<P extends RankedPassage>(
  question: string,
  ranked: readonly RankedUnit<P>[],
  unsaid: readonly string[],
): boolean {
  const numbers = numbersAsked(question, new Set(unsaid))
  const letters = isShouted(question) ? [] : [...question.matchAll(lettered)]
  if (numbers.size === 0 && letters.length === 0) return false
  const texts = ranked.map((unit) =>
    [unit.passage.documentTitle ?? '', unit.passage.fileName, ...unit.passage.headingPath, withLead(unit)].join('\n'),
  )
  return (
    hasOtherNumber(numbers, texts.map(fold)) ||
    letters.some(([, word = '', letter = '']) => isOtherLetter(word, letter, texts))
  )
}

/** By their word, the numbers that nothing has. */
function numbersAsked(question: string, unsaid: ReadonlySet<string>): ReadonlyMap<string, readonly number[]> {
  const asked = new Map<string, number[]>()
  for (const [, word = '', number = ''] of foldQuestion(question).matchAll(numbered)) {
    if (!unsaid.has(number) || beforeAmount.test(word) || monthNumbers.has(word) || dayNames.includes(word)) continue
    asked.set(word, [...(asked.get(word) ?? []), Number(number)])
  }
  return asked
}

/** Some text has a word with another number, and none from one number to another between which this one lies. */
function hasOtherNumber(asked: ReadonlyMap<string, readonly number[]>, folded: readonly string[]): boolean {
  if (asked.size === 0) return false
  const others = new Set<string>()
  const within = new Set<string>()
  for (const { word: name, first, last } of folded.flatMap(toldNumbers)) {
    const word = asked.has(name) ? name : name.replace(/e?s$/, '')
    const wanted = asked.get(word)
    if (wanted === undefined) continue
    if (wanted.some((number) => first <= number && number <= last)) within.add(word)
    else if (word === name) others.add(word)
  }
  return [...others].some((word) => !within.has(word))
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
