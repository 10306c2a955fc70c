// `question/` finds out what a message asks: its questions (this file), and what a follow-up refers to (`follow-up.ts`).
import { splitSentences } from '../../domain/text/sentences.ts'
import { topicsOf } from './topic.ts'
import { determiners, functionWords, questionWords, wordsOf } from './words.ts'

/** A message of fewer words is a question as a whole. */
const shortMessage = 25
/** Words that say what a question is about; one with fewer takes in what was said before it. */
const enoughWords = 3
/** How far back a question is completed. */
const mostContext = 3
/** Questions of one message that are answered. */
const mostParts = 3

const request =
  /\b(?:quer[ií]a|querr[ií]a|quisiera|quiero|necesito|necesitar[ií]a|gustar[ií]a|podr[ií]an?|podr[ií]ais|puede[ns]?|pod[eé]is|d[ií]game|dime|indique(?:n|me)?|ind[ií]quenme|confirm(?:ar|en|e)|saber|conocer|could you|can you|please tell|would like|need to know|want to know|wondering|let me know)\b/iu
const courtesy =
  /\b(?:gracias|saludos?|disculpen?|atentamente|cordialmente|thank(?:s| you)|regards|sincerely|sorry)\b/iu
/** Two questions in one sentence: what follows `y` begins with a word of asking. */
const secondQuestion =
  /(?:\s{1,3}(?:y|e|and)\s{1,3}|[,;]\s{0,3}(?:(?:y|and)\s{1,3})?)(?=(?:(?:a|de|en|con|por|para|desde|hasta)\s{1,3})?(?:qu[eé]|cu[aá]l(?:es)?|cu[aá]ndo|cu[aá]nt[oa]s?|d[oó]nde|c[oó]mo|qui[eé]n(?:es)?|what|which|when|how|where|who|why)(?![\p{L}]))/iu

/**
 * What a message asks, at most three questions, each in the words of the message. A mail is more than its question: greetings, what
 * happened before and thanks are left out, because they would be looked for as well. The whole message when it is short, or when
 * nothing in it can be told to be the question.
 */
export function askedParts(message: string): readonly string[] {
  const sentences = splitSentences(message).map(({ start, end }) => message.slice(start, end))
  const isLong = wordsOf(message).length > shortMessage
  const asking = sentences.flatMap((sentence, at) => (asks(sentence, isLong) ? [at] : []))
  if (asking.length === 0) return isLong ? [message] : splitQuestion(message)
  const parts = asking
    .slice(0, mostParts)
    .flatMap((at) => splitQuestion(sentences[at] ?? '').map((part) => ({ at, part })))
    .slice(0, mostParts)
  // a short message is left as it is but for a second question in it
  if (!isLong && parts.length === 1) return [message]
  return parts.map(({ at, part }) => (isLong ? withContext(part, sentences, at) : part))
}

function asks(sentence: string, isLong: boolean): boolean {
  if (/[?¿]/u.test(sentence)) return true
  return isLong && request.test(sentence) && !courtesy.test(sentence) && wordsOf(sentence).some(isQuestionWord)
}

const isQuestionWord = ({ plain }: { readonly plain: string }): boolean => questionWords.has(plain)

/** From the `¿` on, where there is one: what stands before belongs to the mail. Cut where a second question begins. */
function splitQuestion(sentence: string): readonly string[] {
  const opening = sentence.lastIndexOf('¿')
  const question = (opening > 0 ? sentence.slice(opening) : sentence).trim()
  const cut = secondQuestion.exec(question.slice(1))
  if (cut === null) return [question]
  const [first, second] = [question.slice(0, cut.index + 1), question.slice(cut.index + 1 + cut[0].length)]
  // `¿cuánto cuesta la pintura y qué incluye?` is one: its second half does not say of what
  return [first, second].every((part) => topicsOf(part).length > 0) ? [first, second] : [question]
}

/** `¿Cuánto cuesta?` at the end of a mail is about what was said before it. */
function withContext(part: string, sentences: readonly string[], at: number): string {
  let complete = part
  const first = Math.max(0, at - mostContext)
  for (
    let before = at - 1;
    before >= first && wordsOf(complete).filter(saysSomething).length < enoughWords;
    before -= 1
  ) {
    const sentence = sentences[before] ?? ''
    if (!courtesy.test(sentence)) complete = `${sentence} ${complete}`
  }
  return complete
}

function saysSomething({ plain }: { readonly plain: string }): boolean {
  return plain.length > 2 && !functionWords.has(plain) && !determiners.has(plain) && !questionWords.has(plain)
}
