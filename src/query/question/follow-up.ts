import { askingWords } from '../../domain/text/asking-words.ts'
import { dayNames } from '../../domain/text/days.ts'
import { fold } from '../../domain/text/fold.ts'
import { isShouted } from '../../domain/text/shouted.ts'
import { isObject } from './object-pronoun.ts'
import { topicsOf } from './topic.ts'
import {
  attributeWords,
  beforeVerb,
  determiners,
  functionWords,
  places,
  possessives,
  predicateWords,
  pronouns,
  wordsOf,
  type WordSpan,
} from './words.ts'

/** Questions of the chat that are looked back on. */
const mostEarlier = 6
/** A question of more words says what it is about. */
const mostWords = 14
/** Topics that are carried on; more would drown the question. */
const mostTopics = 2
/** Longest topic carried on, characters. */
const longestTopic = 80

/**
 * A question that leans on the ones before it, as one that stands alone: the topic of the last one joins it when it names none
 * (`¿Y cuánto cuesta?` → `¿Y cuánto cuesta la piscina municipal?`), and a bare topic gets what was asked before (`¿Y el gimnasio?`
 * → `¿Cuándo abre el gimnasio?`). Null when it stands alone already.
 * @param earlier what the same person asked before in this chat, oldest first.
 */
export function resolveFollowUp(question: string, earlier: readonly string[]): string | null {
  let last: Earlier | null = null
  for (const asked of earlier.slice(-mostEarlier))
    last = { asked, whole: last === null ? asked : (resolveWith(asked, last) ?? asked) }
  return last === null ? null : resolveWith(question, last)
}

/** A question as it was asked, and as one that stands alone. */
interface Earlier {
  readonly asked: string
  readonly whole: string
}

/**
 * Whether a question may need the ones before it: more than those that the rule completes, for a language model that can tell.
 * A call of it is not worth while for the others.
 */
export function mayLean(question: string): boolean {
  const words = wordsOf(question)
  if (words.length === 0 || words.length > mostWords) return false
  if (conjunction.test(question) || whatAbout.test(question)) return true
  if (pointsBack(words)) return true
  return topicsOf(question).length === 0 && words.some(({ plain }) => askingWords.has(plain))
}

const conjunction = /^[\s¿¡]*(?:y|e|and|pero|but|entonces|so|ah|ok|vale)(?![\p{L}\p{N}])[\s,]*/iu
const whatAbout =
  /^[\s¿¡]*(?:(?:y\s+)?qu[eé]\s+(?:hay|tal|pasa)\s+(?:con|de)|(?:and\s+)?(?:what|how)\s+about)(?![\p{L}])\s*/iu
const whose = /^(?:para|del?|for|of)\s/iu
const preposition = /^(?:en|para|con|sin|desde|hasta|in|on|for|with|from|at|during|durante)\s/iu
/** `los lunes`, `el sábado`, `weekends`: when, not what. Folded. */
const time = new RegExp(
  `^(?:(?:el|los|este|the|this|next) )?(?:${dayNames.join('|')}|fin(?:es)? de semana|weekends?|weekdays?|(?:(?:bank|public) )?holidays?|(?:dias? )?(?:festivos?|laborables?|de fiesta|de diario)|visperas? de festivos?)$`,
)

/** Another subject or another time and no question of its own; "los días festivos" has a word of asking. */
function namesOnly(
  rest: string,
  { asks, topics }: { readonly asks: boolean; readonly topics: readonly string[] },
): boolean {
  return isTime(rest) || (!asks && topics.length > 0)
}

const isTime = (text: string): boolean => time.test(fold(text.slice(0, signsFrom(text))))

function resolveWith(asked: string, last: Earlier): string | null {
  const before = last.whole
  const question = asked.replace(/\s+/gu, ' ').trim()
  const words = wordsOf(question)
  if (words.length === 0 || words.length > mostWords) return null
  const opened = conjunction.test(question) || whatAbout.test(question)
  const rest = question.replace(whatAbout, '').replace(conjunction, '').trim()
  const topics = isVerbAlone(rest) ? [] : topicsOf(rest).filter((topic) => !belongs(topic))
  const asks = wordsOf(rest).some(({ plain }) => askingWords.has(plain) || predicateWords.has(plain))
  if (opened && namesOnly(rest, { asks, topics })) return withPredicateOf(rest, last)
  const points = onlyPoints(words) || pointsToPlace(words, rest)
  if (topics.length > 0 && !points) return opened && asks ? withNameOf(question, topics, before) : null
  if (topics.length === 0 && !asks && !points) return null
  const ofProperty = words.some(({ plain }) => attributeWords.has(plain))
  const endsInProperty = attributeWords.has(words.at(-1)?.plain ?? '') && !pointsBack(words)
  const carried = topicsOf(before)
    .filter((topic) => topic.length <= longestTopic)
    .slice(0, mostTopics)
    .map((topic) => (ofProperty ? ownerIn(topic) : topic))
    .map((topic) => (endsInProperty ? ofOwner(topic) : topic))
    .join(' ')
  return carried === '' ? null : joined(question, carried)
}

function joined(question: string, topic: string): string {
  const end = signsFrom(question)
  return `${question.slice(0, end)} ${topic}${question.slice(end)}`
}

/**
 * `And how much is a session?` is still about the clinic, and `and when was the boiler serviced?` about Flat 3C; another name or
 * `the library` is a subject of its own. Null for those.
 */
function withNameOf(question: string, topics: readonly string[], before: string): string | null {
  const isAnyOne = topics.every((topic) => indefinite.test(topic))
  if (topics.length > 1 || (!isAnyOne && (isNamed(question) || / (?:del?|of) /iu.test(question)))) return null
  const earlier = topicsOf(before).filter((topic) => topic.length <= longestTopic)
  const carried = isAnyOne ? earlier.map(ownerIn)[0] : earlier.find(isNamed)
  return carried === undefined ? null : joined(question, carried)
}

const indefinite = /^(?:una?|an?)\s/iu

/** Has a name: a capital within a sentence, or a number. */
function isNamed(text: string): boolean {
  return /[\p{L}\d,]\s+(?:\p{Lu}\p{Ll}|\S{0,4}\d)/u.test(text)
}

/** `el plazo` after `el presupuesto del Proyecto Beta` is asked of the project, not of the budget. */
function ownerIn(topic: string): string {
  return / (?:del?|of) .+$/iu.exec(topic)?.[0].trim() ?? topic
}

/** `la banda` as `de la banda`, so that the property and its owner remain two names. */
function ofOwner(topic: string): string {
  if (/^el\s/iu.test(topic)) return `del${topic.slice(2)}`
  if (/^(?:las?|los)\s/iu.test(topic)) return `de ${topic}`
  return /^(?:the|an?)\s/iu.test(topic) ? `of ${topic}` : topic
}

/** `his office`, `su despacho`: of whoever was spoken of. */
function belongs(topic: string): boolean {
  return possessives.has(wordsOf(topic)[0]?.plain ?? '')
}

/** `¿Quién conduce?`, `¿Cuándo se entrega?`, `Who is responsible?`: the one word that is left says what is asked, not of what. */
function isVerbAlone(question: string): boolean {
  const words = wordsOf(question)
  const last = words.at(-1)
  const named = words.filter(
    ({ plain }) => !functionWords.has(plain) && !determiners.has(plain) && !askingWords.has(plain),
  )
  if (last === undefined || named.length !== 1 || named[0] !== last) return false
  if (!isShouted(question) && /^\p{Lu}/u.test(last.text)) return false
  let at = words.length - 2
  while (beforeVerb.has(words[at]?.plain ?? '')) at -= 1
  const asked = words[at]?.plain ?? ''
  // "¿Qué es compostaje?" asks of what stands there
  return askingWords.has(asked) && !(whatIs.has(asked) && at < words.length - 2)
}

const whatIs: ReadonlySet<string> = new Set(['que', 'what'])

/** `¿Qué se come allí?`, `How long are parcels kept there?`; a "there" before its verb points nowhere, a name says where. */
function pointsToPlace(words: readonly WordSpan[], question: string): boolean {
  const saysWhere = !isShouted(question) && /[^\s¿¡]\s+\p{Lu}/u.test(question)
  return places.has(words.at(-1)?.plain ?? '') && !saysWhere
}

/** Nothing but words that stand for something else names what is asked about. */
function onlyPoints(words: readonly WordSpan[]): boolean {
  const named = words.filter(
    ({ plain }) =>
      !functionWords.has(plain) && !determiners.has(plain) && !askingWords.has(plain) && !predicateWords.has(plain),
  )
  return named.length <= 1 && pointsBack(words)
}

function pointsBack(words: readonly WordSpan[]): boolean {
  return words.some(({ plain }, at) => pronouns.has(plain) || isObject(words, at))
}

/** `¿Cuándo abre la piscina?` and `el gimnasio`: what was asked, of something else. A circumstance (`en agosto`, `los lunes`) joins all of it. */
function withPredicateOf(rest: string, last: Earlier): string {
  // "What is the fee?", "And for the choir?": not for that of whom the fee was asked about without naming it
  const before = whose.test(rest) && topicsOf(last.asked).length === 0 ? last.asked : last.whole
  const bare = rest.slice(0, signsFrom(rest))
  const other = theOneOf.exec(bare)
  const [owned] = topicsOf(before)
  const owner = owned === undefined ? undefined : ownerIn(owned)
  // "a session of one", "the one of the other": a session of the other
  if (other !== null && owner !== undefined && owner !== owned)
    return before.replace(owner, bare.slice(other[1]?.length))
  const topic = preposition.test(bare) ? undefined : topicsOf(before).find((each) => !isTime(bare) || isTime(each))
  const kept = (topic === undefined ? before : before.replace(topic, ' ')).replace(/\s+/gu, ' ').trim()
  return `${kept.slice(0, signsFrom(kept)).trimEnd()} ${bare}${before.includes('?') ? '?' : ''}`
}

/** `la de logopedia`, `the one for beginners`. */
const theOneOf = /^((?:el|l[ao]s?|the ones?|that|those)\s+)(?:del?|of|for|in)\s/iu

const endSigns = new Set(' ?.!')

/** Where the signs at the end begin. */
function signsFrom(text: string): number {
  let end = text.length
  while (end > 0 && endSigns.has(text.charAt(end - 1))) end -= 1
  return end
}
