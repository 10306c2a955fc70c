import { askingWords } from '../../domain/text/asking-words.ts'
import { isShouted } from '../../domain/text/shouted.ts'
import { isObject } from './object-pronoun.ts'
import { determiners, functionWords, predicateWords, wordsOf, type WordSpan } from './words.ts'

/** More words than these are a clause, not a name. */
const mostWords = 5
/** Looked at from the beginning; a person asks in fewer. */
const mostLooked = 200

/** After these and its subject an English question has its verb. */
const doing: ReadonlySet<string> = new Set(['do', 'does', 'did'])

/** The parts of a question that name what it is about, as they stand there, in order: `la piscina municipal`, `Proyecto Beta`. */
export function topicsOf(question: string): readonly string[] {
  const words = wordsOf(question).slice(0, mostLooked)
  const topics: string[] = []
  for (let at = 0; at < words.length;) {
    const end = endOfTopic(question, words, at)
    const own = words.slice(at, end).filter((word) => isName(word))
    if (own.length === 0) {
      at += 1
      continue
    }
    topics.push(question.slice(words[at]?.start ?? 0, words[end - 1]?.end ?? 0))
    at = end
  }
  return topics.length > 0 ? topics : bareTopics(words)
}

/** Without determiners (`horario piscina municipal`), whatever is no word of asking. */
function bareTopics(words: readonly WordSpan[]): readonly string[] {
  const names = words.filter((word) => isName(word) && !determiners.has(word.plain)).map(({ text }) => text)
  return names.length === 0 ? [] : [names.join(' ')]
}

/** Where the name ends that begins with the determiner or the capital letter at this place; the place itself when there is none. */
function endOfTopic(question: string, words: readonly WordSpan[], at: number): number {
  const first = words[at]
  if (first === undefined) return at
  const isProper = at > 0 && /^\p{Lu}/u.test(first.text) && !isShouted(question)
  if ((!determiners.has(first.plain) && !isProper) || isObject(words, at)) return at
  let end = at + 1
  let names = isProper && isName(first) ? 1 : 0
  for (; end < words.length && names < mostWords; end += 1) {
    const [last, next] = [words[end - 1], words[end]]
    if (last === undefined || next === undefined || isDivided(question.slice(last.end, next.start))) break
    if (determiners.has(next.plain)) continue
    if (functionWords.has(next.plain)) break
    names += 1
  }
  return withoutTail(words, at, end, names)
}

/** A sign other than a hyphen or an apostrophe ends a name. */
function isDivided(between: string): boolean {
  return !/^[\s'’\-./ºª]*$/u.test(between) || /\.\s/u.test(between)
}

/** A name never ends with `de` or `the`, nor with the verb of an English question: `When does the brass band rehearse?` */
function withoutTail(words: readonly WordSpan[], at: number, whole: number, names: number): number {
  let end = whole
  const asksInEnglish = doing.has(words[at - 1]?.plain ?? '') && end === words.length && names > 1
  if (asksInEnglish && !isLoose(words[end - 1]?.plain)) end -= 1
  while (end > at && isLoose(words[end - 1]?.plain)) end -= 1
  return end
}

/** `de`, `the`, or a verb or property that is asked of what stands before it. */
function isLoose(word = ''): boolean {
  return determiners.has(word) || predicateWords.has(word)
}

/** Whether a word can name something. */
function isName({ plain }: WordSpan): boolean {
  return (
    plain.length > 1 &&
    !determiners.has(plain) &&
    !functionWords.has(plain) &&
    !askingWords.has(plain) &&
    !predicateWords.has(plain)
  )
}
