import { fold } from '../../../../domain/text/fold.ts'
import { statementsOf } from '../answer-tags.ts'
import { negativeWords } from '../../negative-words.ts'
import { factsOf, knownFrom, type Fact, type Known } from './facts.ts'

/** A sentence of an answer and whether what it says stands in the passages it cites. */
export interface Claim {
  /** Verbatim in the answer, with its tags. */
  readonly text: string
  readonly tags: readonly string[]
  readonly supported: boolean
  /** Numbers, dates, codes and names that do not stand there; empty also when it cites nothing. */
  readonly missing: readonly string[]
}

export interface ClaimSources {
  /** Text of each passage the model was given, with its file's name and headings, by tag. */
  readonly passages: ReadonlyMap<string, string>
  readonly question: string
  /** Whether names are written alike in answer and passages: those of another language may be translated. */
  readonly sameLanguage: boolean
}

const tag = /\[Doc \d+\]/gu
const negation = new RegExp(
  `\\b(?:${negativeWords}|ni|sin|ningun[oa]?|nada|nadie|tampoco|none|nothing|nobody|neither|nor|without)\\b`,
)

/**
 * Every sentence that cites, or says something that could be looked up. One without a tag of its own has that of the next one in
 * its line. What a negative sentence takes from the question is not its claim: "no dicen nada de 2019".
 */
export function checkClaims(answer: string, sources: ClaimSources): Claim[] {
  const known = new Map<string, Known>()
  const knowledge = (one: string): Known => {
    const before = known.get(one)
    if (before !== undefined) return before
    const made = knownFrom(sources.passages.get(one) ?? '')
    known.set(one, made)
    return made
  }
  const asked = knownFrom(sources.question)
  return answer.split('\n').flatMap((line) => {
    const statements = statementsOf(line)
      .map((statement) => statement.trim())
      // "1." is the mark of an item
      .filter((statement) => /\p{L}|\[Doc/u.test(statement))
    return statements.flatMap((text, at) => {
      const tags = tagsOf(statements, at)
      const words = withoutMarks(text)
      const negative = negation.test(fold(words))
      const excused = ({ kind, keys }: Fact): boolean =>
        (kind === 'name' || negative) && keys.some((key) => asked.has(key))
      const facts = factsOf(words, sources.sameLanguage).filter((fact) => !excused(fact))
      if (tags.length === 0)
        // "según los dos documentos" counts, and says nothing of them
        return facts.every(({ kind }) => kind === 'count') ? [] : [{ text, tags, supported: false, missing: [] }]
      const cited = tags.map(knowledge)
      const missing = facts.filter(
        ({ keys, noun }) => canBeLookedUp(noun, cited) && !keys.some((key) => cited.some((one) => one.has(key))),
      )
      return [{ text, tags, supported: missing.length === 0, missing: [...new Set(missing.map((fact) => fact.text))] }]
    })
  })
}

/** What a passage counts in some places only, such as in the head of a column, may have its number anywhere. */
function canBeLookedUp(noun: string | null, cited: readonly Known[]): boolean {
  if (noun === null) return true
  const said = cited.map((one) => one.counts(noun))
  return said.includes('always') && !said.includes('sometimes')
}

function tagsOf(statements: readonly string[], at: number): readonly string[] {
  const next = statements.slice(at).find((statement) => statement.match(tag) !== null)
  return [...new Set(next?.match(tag))]
}

/** Without tags, emphasis and the mark of a list item, whose number says nothing. */
function withoutMarks(text: string): string {
  return text
    .replace(tag, ' ')
    .replace(/[*_`#>|]+/gu, ' ')
    .replace(/^\s*(?:[-–•]|\d{1,3}[.)])\s+/u, '')
    .trim()
}
