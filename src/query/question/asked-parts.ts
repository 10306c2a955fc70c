// `question/` finds out what a message asks: its questions (this file), and what a follow-up refers to (`follow-up.ts`).
import { askingWords } from '../../domain/text/asking-words.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { topicsOf } from './topic.ts'
import { onlyAsksToBeTold } from './asks-to-be-told.ts'
import { prepositions, wordsOf, type WordSpan } from './words.ts'

/** A message of fewer words is a question as a whole. */
const shortMessage = 25
/** How far back a question is completed. */
const mostContext = 3
/** Questions of one message that are answered. */
const mostParts = 3

/** What people say before a question that has no mark: that they want to know, or that somebody may tell them. */
const request =
  /\b(?:quer[ií]a(?:mos)?|querr[ií]a(?:mos)?|quisi[eé]ra(?:mos)?|quiero|queremos|necesit(?:o|amos|ar[ií]a(?:mos)?)|gustar[ií]a|encantar[ií]a|podr[ií](?:an?|as|ais)|puede[ns]?|pod[eé]is|r(?:og|ueg)\p{L}{1,7}|agradec\p{L}{1,9}|d[ií]ga(?:n|s)?(?:me|nos)?|dime|dinos|dec[ií]r(?:me|nos)|dijera[ns]?|inform(?:e|ara|ar)(?:n|me|nos)?|indi(?:qu|c)[eaá](?:r(?:me|nos|an?)?|n(?:me|nos)?|me|nos)?|confirm(?:e|a|ara|ar)(?:n|me|nos)?|aclar(?:e|a|ara|ar)(?:n|me|nos)?|averigu\p{L}{1,6}|pregunt(?:o|aba|amos|[aá]bamos|ar(?:les?|os)?)|duda|saber|conocer|could you|can you|would you|please tell|would (?:\p{L}{1,10} )?like|would love|to know|find out|wonder(?:ing|ed)?|let (?:me|us) know|tell (?:me|us)|grateful|appreciate|ask you|curious|advise|confirm)(?!\p{L})/iu
/** The same where they do not know it. */
const unknown =
  /\b(?:no (?:s[eé]|sabemos|recuerdo|me acuerdo|tengo claro|tengo ni idea|me (?:queda|quedó) claro|consigo averiguar|encuentro)|(?:do not|don['’]t|did not|didn['’]t) (?:know|remember)|cannot (?:find|remember)|can['’]t (?:find|remember)|not sure|unsure|no idea)(?!\p{L})/iu
const courtesy =
  /\b(?:gracias|saludos?|disculpen?|atentamente|cordialmente|thank(?:s| you)|regards|sincerely|sorry)\b/iu
const before = String.raw`(?:(?:a|de|en|con|por|para|desde|hasta)\s{1,3})?`
const word =
  'qu[eé]|cu[aá]l(?:es)?|cu[aá]ndo|cu[aá]nt[oa]s?|d[oó]nde|c[oó]mo|qui[eé]n(?:es)?|what|which|when|how|where|who|why'
const and = String.raw`(?:[,;]?\s{1,3}(?:y|e|and)\s{1,3}|;\s{0,3})(?=${before}(?:${word})(?!\p{L}))`
/** Words that ask what a sentence says before it: `he perdido la pulsera, cuanto cuesta otra`. */
const questionBehind = new RegExp(String.raw`${and}|,\s{0,3}(?=${before}(?:${word})(?!\p{L}))`, 'iu')
/** Behind a question most of them begin a clause: `la caldera, que compramos`, `the boiler, which we bought`. */
const surelyAsking = String.raw`qué|cuál(?:es)?|cuándo|cuánt[oa]s?|dónde|cómo|quién(?:es)?|what|how|why|(?:when|where)(?:['’]s|\s{1,3}(?:is|are|was|were|do|does|did|has|have|had|can|could|may|must|will|would|should))`
/** Two questions in one sentence: what follows `y` begins with a word of asking. */
const secondQuestion = new RegExp(String.raw`${and}|,\s{0,3}(?=${before}(?:${surelyAsking})(?!\p{L}))`, 'iu')
/** A question ends although no blank follows: `¿Cuándo abre?¿Cuánto cuesta?`, but not in an address, as `page?Lang=es`. */
const unspaced = /(?<=\?)(?=¿|\p{Lu}\p{Ll}*\s)/u

/**
 * What a message asks, at most three questions, each in the words of the message. A mail is more than its question: greetings, what
 * happened before and thanks are left out, because they would be looked for as well. The whole message when it is short, or when
 * nothing in it can be told to be the question.
 */
export function askedParts(message: string): readonly string[] {
  const sentences = splitSentences(message).flatMap(({ start, end }) => message.slice(start, end).split(unspaced))
  const isLong = wordsOf(message).length > shortMessage
  const asking = askingAmong(sentences, isLong)
  if (asking.length === 0) return isLong ? [message] : splitQuestion(message)
  const parts = asking
    .slice(0, mostParts)
    .flatMap((at) => splitQuestion(sentences[at] ?? '').map((part) => ({ at, part })))
    .slice(0, mostParts)
  // a short message is left as it is but for a second question in it
  if (!isLong && parts.length === 1) return [message]
  return parts.map(({ at, part }) => (isLong ? withContext(part, sentences, at) : part))
}

/** Places of the sentences that ask. `¿Me lo podéis decir?` does not: it asks for what is said before it, where nothing else is asked. */
function askingAmong(sentences: readonly string[], isLong: boolean): readonly number[] {
  const places = sentences.flatMap((sentence, at) => (asks(sentence, isLong) ? [at] : []))
  const asking = places.filter((at) => !onlyAsksToBeTold(sentences[at] ?? ''))
  if (asking.length > 0) return asking
  if (!isLong) return places
  return places.slice(0, 1).flatMap((at) => {
    const before = sentences.slice(Math.max(0, at - mostContext), at)
    const wanted = before.findLastIndex((sentence) => saysWanted(sentence) && !courtesy.test(sentence))
    return before.length === 0 ? [] : [at - before.length + (wanted === -1 ? before.length - 1 : wanted)]
  })
}

/** That somebody wants to know something, or does not know it. */
const saysWanted = (sentence: string): boolean => request.test(sentence) || unknown.test(sentence)

function asks(sentence: string, isLong: boolean): boolean {
  if (/[?¿]/u.test(sentence)) return true
  return isLong && request.test(sentence) && !courtesy.test(sentence) && wordsOf(sentence).some(isQuestionWord)
}

const isQuestionWord = ({ plain }: { readonly plain: string }): boolean => askingWords.has(plain)

/** Cut where a second question begins. */
function splitQuestion(sentence: string): readonly string[] {
  const question = sentence.slice(questionStart(sentence)).trim()
  const cut = (beginsAsking(question) ? secondQuestion : questionBehind).exec(question.slice(1))
  if (cut === null) return [question]
  const [first, second] = [question.slice(0, cut.index + 1), question.slice(cut.index + 1 + cut[0].length)]
  // `¿cuánto cuesta la pintura y qué incluye?` is one: its second half does not say of what
  return [first, second].every((part) => topicsOf(part).length > 0) ? [first, second] : [question]
}

function beginsAsking(question: string): boolean {
  const [first, next] = wordsOf(question)
  const asking = first !== undefined && prepositions.has(first.plain) ? next : first
  return question.startsWith('¿') || invertedVerb.test(question) || (asking !== undefined && isQuestionWord(asking))
}

/** `Is the boiler, which we bought, insured?` */
const invertedVerb =
  /^\s*(?:is|are|was|were|do|does|did|has|have|can|could|may|must|will|would|should)(?:n['’]t)?\s[^?]{1,400}\?\s*$/iu

/**
 * Where the question in a sentence begins: what stands before belongs to the mail. At the `¿`, where there is one; without any mark
 * at the word of asking after what people say first, with the preposition before it.
 */
function questionStart(sentence: string): number {
  if (/[?¿]/u.test(sentence)) return Math.max(0, sentence.lastIndexOf('¿'))
  const said = request.exec(sentence) ?? unknown.exec(sentence)
  if (said === null) return 0
  const words = wordsOf(sentence).filter(({ start }) => start >= said.index + said[0].length)
  const at = words.findIndex(isAsking)
  const before = words[at - 1]
  const asked = before !== undefined && prepositions.has(before.plain) ? before : words[at]
  return asked?.start ?? 0
}

/** `que` without its accent begins a clause, and after a preposition it may ask. */
function isAsking({ plain, text }: WordSpan, at: number, words: readonly WordSpan[]): boolean {
  if (!askingWords.has(plain)) return false
  return text.toLowerCase() !== 'que' || prepositions.has(words[at - 1]?.plain ?? '')
}

/** `¿Cuánto cuesta?` at the end of a mail is about what was said before it. */
function withContext(part: string, sentences: readonly string[], at: number): string {
  let complete = part
  const first = Math.max(0, at - mostContext)
  for (let before = at - 1; before >= first && topicsOf(complete).length === 0; before -= 1) {
    const sentence = sentences[before] ?? ''
    if (!courtesy.test(sentence)) complete = `${sentence} ${complete}`
  }
  return complete
}
