import type { RankedPassage } from '../../../../domain/passage.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import type { AnswerKindAsked } from '../../quotes/said/answer-kind.ts'
import { formAsked, hasForm, textAbove } from '../../quotes/said/asked-form.ts'
import { bareNumbersIn } from '../../quotes/said/number-cells.ts'
import { withLead } from '../../quotes/with-lead.ts'

/** The first units, of which one has what is asked for where it is there. */
export const lookedForForm = 5

/** Whether something with a form of its own is asked for and none of the first units has one. */
export function lacksForm<P extends RankedPassage>(asked: string, ranked: readonly RankedUnit<P>[]): boolean {
  const form = formAsked(foldQuestion(asked))
  if (form === null) return false
  return !ranked.slice(0, lookedForForm).some((unit) => hasForm(form, fold(withLead(unit)), textAbove(unit)))
}

/** What is there to be seen, whatever words stand around it. */
const toBeSeen: ReadonlySet<AnswerKindAsked> = new Set(['money', 'percent', 'time'])

/** "Can I rent out a room" names rent and asks for no amount, with or without a sign of asking behind it. Folded. */
const beginsWhether =
  /^\W*(?:(?:can|could|may|do|does|did|is|are|am|will|would|should|must|has|have) (?:i|we|you|they|he|she|it|one|the|my|our|there|an?|any)|puedo|puede[ns]?|podemos|podria|se puede[ns]?|hay que|es|son|esta|estan|tengo que|tenemos que)\b(?!.*\b(?:how much|how many|what|when|where|who|cuant[oa]s?|que|cuando|donde|quien)\b)/

export const asksForNoKind = (question: string): boolean => beginsWhether.test(foldQuestion(question))

/** Whether the best unit says what is asked word by word: whoever types "presupuesto total aprobado" looks for where that stands, with or without an amount. */
export function saysAsAsked<P extends RankedPassage>(asked: string, [best]: readonly RankedUnit<P>[]): boolean {
  const words = foldQuestion(asked).replace(/^[^a-z\d]+|[^a-z\d]+$/g, '')
  return best !== undefined && words !== '' && fold(withLead(best)).includes(words)
}

/** Whether an amount or an hour is asked for and nothing else, and the best unit has none. */
export function lacksAmount<P extends RankedPassage>(ranked: readonly RankedUnit<P>[]): boolean {
  return lacksKind(ranked) && ranked[0]?.kinds.every((kind) => toBeSeen.has(kind)) === true
}

/** What is said in any form: a day is "after the delivery", and whoever may has to be something. */
const ofAnyForm: ReadonlySet<AnswerKindAsked> = new Set(['date', 'measure', 'condition'])

/** In a cell or behind a label one word is a name: "Aoife | holiday". */
const ofName: ReadonlySet<AnswerKindAsked> = new Set(['person', 'agent', 'place'])

/** Whether the best unit has nothing of the kind that is asked for; a number of several digits alone in a cell may be of any. */
export function lacksKind<P extends RankedPassage>([best]: readonly RankedUnit<P>[]): boolean {
  if (best?.hasKind !== false || best.kinds.length === 0 || best.kinds.some((kind) => ofAnyForm.has(kind))) return false
  if (best.kind !== 'sentence' && best.kinds.some((kind) => ofName.has(kind))) return false
  return best.kind !== 'row' || !bareNumbersIn(best.text).some((number) => /\d./.test(number))
}
