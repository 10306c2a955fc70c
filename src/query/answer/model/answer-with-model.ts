import { AppError } from '../../../domain/errors.ts'
import type { Analyser } from '../../../ports/analyser.ts'
import type { Log } from '../../../ports/log.ts'
import type { AnswerModel } from '../../../ports/models.ts'
import type { PassageStore } from '../../../ports/passage-store.ts'
import type { Answer, AnswerInput } from '../answer.ts'
import { answerExtractively } from '../answer-extractive.ts'
import { checkTags, type CheckedAnswer } from './answer-tags.ts'
import { checkClaims, type Claim } from './claims/check-claims.ts'
import { factsOf, knownFrom } from './claims/facts.ts'
import { withoutUnsupported } from './claims/without-unsupported.ts'
import { citeUnits, type TaggedPassage } from '../cite.ts'
import { buildPrompt } from './prompt.ts'
import { embedOnce } from '../quotes/near/embed-once.ts'
import { listOfStatement } from './list-of-statement.ts'
import { lookAtUnits } from '../quotes/near/look-at-units.ts'
import { rankUnits, type RankedUnit } from '../quotes/rank-units.ts'
import { withLead } from '../quotes/with-lead.ts'
import { createToldText, shownOfModel } from './told-text.ts'

export interface ModelDeps {
  readonly analyser: Analyser
  readonly passages: PassageStore
  readonly answerModel: AnswerModel
  readonly languageOf: (text: string) => 'es' | 'en' | null
  readonly log: Log
}

/** Units that are read for the facts of a statement. */
const mostLookedInto = 20
/** Units that support one sentence together. */
const mostTogether = 3

/**
 * Lets the language model word the answer, then checks it: tags of passages it was not given are removed, and every tag it
 * used becomes a citation whose quote is what supports the statement best in that passage, one a statement. Sentences whose numbers, dates, names
 * and codes do not stand in what they cite are marked, or left out; when nothing is left, the documents are quoted instead.
 * @throws AppError `model_unavailable`, `model_rejected`, `cancelled`; also when nothing but unknown tags came back.
 */
export async function answerWithModel(deps: ModelDeps, input: AnswerInput): Promise<Answer> {
  const { system, messages, passages } = buildPrompt(input)
  const known = new Set(passages.map((passage) => passage.tag))
  // a sentence that may be left out is not told before it was looked up
  const tell = input.unsupportedClaims === 'drop' ? null : input.tellText
  const told = tell === null ? null : createToldText(known, tell)
  const { text } = await deps.answerModel.answer({
    companyId: input.companyId,
    system,
    messages,
    signal: input.signal,
    ...(told === null ? {} : { onText: told.take }),
  })
  const checked = shownOfModel(text, known)
  if (checked.text === '') {
    throw new AppError('model_rejected', 'The language model returned no usable answer.', { retryable: true })
  }
  if (checked.unknown > 0 || checked.used.length === 0) {
    deps.log.info({ unknownTags: checked.unknown, usedTags: checked.used.length }, 'checked the tags of an answer')
  }
  const claims = claimsOf(deps, input, passages, checked.text)
  const unsupported = claims.filter(({ supported }) => !supported)
  if (unsupported.length > 0) deps.log.info({ unsupported: unsupported.length }, 'checked the claims of an answer')
  if (input.unsupportedClaims === 'drop' && unsupported.length > 0) {
    const kept = withoutUnsupported(checked.text, unsupported)
    const supported = claims.filter((claim) => claim.supported)
    if (kept === '' || supported.length === 0) return await answerExtractively(deps, input)
    return await cited(deps, input, passages, { text: kept, claims: supported })
  }
  told?.end(checked.text)
  return await cited(deps, input, passages, { text: checked.text, claims })
}

async function cited(
  deps: ModelDeps,
  input: AnswerInput,
  passages: readonly TaggedPassage[],
  { text, claims }: Pick<Answer, 'text' | 'claims'>,
): Promise<Answer> {
  const { used } = checkTags(text, new Set(passages.map((passage) => passage.tag)))
  const units = await supportingUnits(deps, input, passages, used)
  const citations = await citeUnits(deps.passages, input.companyId, units)
  const supported = citations.length > 0 && claims.every((claim) => claim.supported)
  return { kind: 'model', text, supported, citations, claims }
}

/** Each sentence looked up in what it cites: text, file name and headings of the passage. */
function claimsOf(
  { languageOf }: ModelDeps,
  { question }: AnswerInput,
  passages: readonly TaggedPassage[],
  answer: string,
): readonly Claim[] {
  const texts = passages.map(({ tag, fileName, title, headingPath, text, outline }): [string, string] => [
    tag,
    [fileName, title ?? '', ...headingPath, outline?.opener?.text ?? '', text].join('\n'),
  ])
  const languages = new Set([answer, ...passages.slice(0, 3).map(({ text }) => text)].map((text) => languageOf(text)))
  const sameLanguage = !(languages.has('es') && languages.has('en'))
  return checkClaims(answer, { passages: new Map(texts), question, sameLanguage })
}

/** What supports each statement best in the passage that it cites, measured against the statement and the question itself; each once. */
async function supportingUnits(
  deps: ModelDeps,
  input: AnswerInput,
  passages: readonly TaggedPassage[],
  used: CheckedAnswer['used'],
): Promise<RankedUnit<TaggedPassage>[]> {
  const chosen: RankedUnit<TaggedPassage>[] = []
  const embed = embedOnce(input.embedQuotes)
  for (const { tag, statements } of used) {
    const passage = passages.find((candidate) => candidate.tag === tag)
    if (passage === undefined) continue
    for (const statement of statements) {
      const terms = [...input.sought.terms, ...deps.analyser.analyseQuestion(statement)]
      const known = rankUnits(deps, { ...input.sought, terms }, [passage])
      const ranked = await lookAtUnits(known, input.sought, embed)
      for (const said of unitsWithFacts(ranked, statement)) {
        const unit = { ...listOfStatement(deps.analyser, said, ranked, statement), score: passage.score }
        if (!chosen.some((other) => isWithin(unit, other))) chosen.push(unit)
      }
    }
  }
  return chosen
}

function isWithin(unit: RankedUnit<TaggedPassage>, other: RankedUnit<TaggedPassage>): boolean {
  return unit.passage.id === other.passage.id && other.start <= unit.start && unit.end <= other.end
}

/**
 * The best unit that says all that can be looked up of the statement, else those that say it together ("the boat returns at 21:15 and
 * a ticket costs 14 pounds"), else the best one.
 */
function unitsWithFacts(
  ranked: readonly RankedUnit<TaggedPassage>[],
  statement: string,
): readonly RankedUnit<TaggedPassage>[] {
  const facts = factsOf(statement, false)
  const best = ranked.slice(0, 1)
  if (facts.length === 0) return best
  const looked = ranked.slice(0, mostLookedInto).map((unit) => {
    const known = knownFrom(withLead(unit))
    return { unit, said: facts.filter(({ keys }) => keys.some((key) => known.has(key))) }
  })
  const whole = looked.find(({ said }) => said.length === facts.length)
  if (whole !== undefined) return [whole.unit]
  const together: RankedUnit<TaggedPassage>[] = []
  const left = new Set(facts)
  while (left.size > 0 && together.length < mostTogether) {
    const next = looked.find(({ said }) => said.some((fact) => left.has(fact)))
    if (next === undefined) break
    together.push(next.unit)
    for (const fact of next.said) left.delete(fact)
  }
  return together.length > 0 ? together : best
}
