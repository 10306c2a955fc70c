import type { RankedPassage } from '../../../domain/passage.ts'
import { fold } from '../../../domain/text/fold.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'
import type { AnswerKindAsked } from '../quotes/said/answer-kind.ts'
import { formAsked, hasForm, textAbove } from '../quotes/said/asked-form.ts'
import { bareNumbersIn } from '../quotes/said/number-cells.ts'
import { withLead } from '../quotes/with-lead.ts'

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

/** Whether an amount or an hour is asked for and nothing else, and the best unit has none; a number of several digits alone in a cell may be one. */
export function lacksAmount<P extends RankedPassage>([best]: readonly RankedUnit<P>[]): boolean {
  const kinds = best?.kinds ?? []
  if (best?.hasKind !== false || kinds.length === 0 || !kinds.every((kind) => toBeSeen.has(kind))) return false
  return best.kind !== 'row' || !bareNumbersIn(best.text).some((number) => /\d./.test(number))
}
