import { askingWords } from '../../domain/text/asking-words.ts'
import { determiners, type WordSpan } from './words.ts'

const articles: ReadonlySet<string> = new Set(['la', 'los', 'las'])
/** What may stand between the question word and the object: `¿Cómo se la pido?`. */
const before: ReadonlySet<string> = new Set(['se', 'me', 'te', 'nos', 'os'])
const who: ReadonlySet<string> = new Set(['quien', 'quienes'])
/** Verbs that cannot be nouns: after a singular article by their ending, after a plural one as they lack its. */
const verbs = { la: /(?:o|[ae]n|(?:mo|ai|ei)s)$/u, los: /[^s]$|(?:mo|ai|ei)s$/u, las: /[^s]$|(?:mo|ai|ei)s$/u }

/**
 * Whether the article at a place is a pronoun, the object of the verb after it: `¿Quién la dirige?`, `¿Dónde los compro?`. After `quien`
 * it always is; after other question words (`¿Cuándo la feria?`) where what follows ends the question and does not agree with it.
 */
export function isObject(words: readonly WordSpan[], at: number): boolean {
  const article = words[at]?.plain ?? ''
  const verb = words[at + 1]?.plain
  if (verb === undefined || !articles.has(article)) return false
  const asked = words[at - (before.has(words[at - 1]?.plain ?? '') ? 2 : 1)]?.plain ?? ''
  if (who.has(asked)) return true
  const after = words[at + 2]?.plain
  const ends = after === undefined || determiners.has(after)
  return askingWords.has(asked) && ends && verbs[article as keyof typeof verbs].test(verb)
}
