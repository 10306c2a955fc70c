import { AppError } from '../../domain/errors.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { Log } from '../../ports/log.ts'
import type { AnswerModel } from '../../ports/models.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import type { Answer, AnswerInput } from './answer.ts'
import type { CheckedAnswer } from './answer-tags.ts'
import { citeUnits, type TaggedPassage } from './cite.ts'
import { buildPrompt } from './prompt.ts'
import { rankUnits, type RankedUnit } from './quotes/rank-units.ts'
import { createToldText, shownOfModel } from './told-text.ts'

export interface ModelDeps {
  readonly analyser: Analyser
  readonly passages: PassageStore
  readonly answerModel: AnswerModel
  readonly log: Log
}

/**
 * Lets the language model word the answer, then checks it: tags of passages it was not given are removed, and every tag it
 * used becomes a citation whose quote is what supports the statement best in that passage. Without any it is
 * marked as not supported.
 * @throws AppError `model_unavailable`, `model_rejected`, `cancelled`; also when nothing but unknown tags came back.
 */
export async function answerWithModel(deps: ModelDeps, input: AnswerInput): Promise<Answer> {
  const { system, messages, passages } = buildPrompt(input)
  const known = new Set(passages.map((passage) => passage.tag))
  const told = input.tellText === null ? null : createToldText(known, input.tellText)
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
  told?.end(checked.text)
  const units = await supportingUnits(deps, input, passages, checked.used)
  const citations = await citeUnits(deps.passages, input.companyId, units)
  return { kind: 'model', text: checked.text, supported: citations.length > 0, citations }
}

/** The best unit of each used passage, measured against the statements that cite it and the question itself. */
async function supportingUnits(
  deps: ModelDeps,
  input: AnswerInput,
  passages: readonly TaggedPassage[],
  used: CheckedAnswer['used'],
): Promise<RankedUnit<TaggedPassage>[]> {
  const chosen: RankedUnit<TaggedPassage>[] = []
  for (const { tag, statement } of used) {
    const passage = passages.find((candidate) => candidate.tag === tag)
    if (passage === undefined) continue
    const terms = [...input.sought.terms, ...deps.analyser.analyseQuestion(statement)]
    const [best] = await rankUnits(deps.analyser, { ...input.sought, terms }, [passage], input.embedQuotes)
    if (best !== undefined) chosen.push({ ...best, score: passage.score })
  }
  return chosen
}
