import type { RankedPassage } from '../../../domain/passage.ts'
import { fold } from '../../../domain/text/fold.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import { negativeWords } from '../negative-words.ts'
import type { RankedUnit } from './rank-units.ts'

/** What is covered of a question counts as the same from this share of it on: lengths and neighbours move it a little. */
const asMuch = 0.95
/** Of steps, one may say what all are for: "4. Cambie la rueda." */
const asMuchOfSteps = 0.5
/** What introduces steps covers less than a sentence of the same words, for standing beside them. */
const mostlyAsMuch = 0.6
const somewhatAsMuch = 0.25

/** How something is done: every step of it answers. Folded question. */
const asksForSteps =
  /\b(?:como (?:se|puedo|podemos|hago|hacemos|tengo que|debo|hay que)|(?:que|lo que) (?:hay|tengo|tenemos|se debe|debo) (?:que )?hacer|pasos|instrucciones|procedimiento|how (?:do|does|can|should|would|to)|what (?:do|should|must) (?:i|we|you) do|steps|instructions|procedure)\b/

/** Things that must be there: their list is introduced in other words, "deben traer". Folded question. */
const asksWhatToBring =
  /\b(?:que .{0,20}\b(?:que|deb(?:o|es?|emos|en)|ha[ny]? de|necesit(?:o|as?|amos|an)|hace falta) (?:llevar|traer|aportar|presentar|entregar)|what .{1,30}\b(?:bring|take|wear|submit))\b/

/** Not "sin" nor "without": what is done without something is done. */
const forbids = new RegExp(`\\b(?:${negativeWords}|prohibid[oa]|forbidden|prohibited)\\b`)

/**
 * A list comes before its items where the question is answered by what introduces it: its best item then says no more of the
 * question than the others do ("¿Qué incluye el plan?": "El plan incluye: …"), or is a step of what is asked for.
 */
export function withWholeList<P extends RankedPassage>(
  ranked: readonly RankedUnit<P>[],
  question: string,
): readonly RankedUnit<P>[] {
  const [best] = ranked
  const folded = foldQuestion(question)
  if (best?.kind === 'sentence' && forbids.test(fold(best.text)) && !forbids.test(folded)) {
    if (asksForSteps.test(folded)) return withListFirst(ranked, mostlyAsMuch)
    if (asksWhatToBring.test(folded)) return withListFirst(ranked, somewhatAsMuch)
  }
  if (best === undefined || best.lead === null || best.match.covered === 0) return ranked
  if (best.kind !== 'item' && best.kind !== 'label') return ranked
  const ofList = ranked.filter((unit) => unit !== best && hasSameLead(unit, best))
  const list = ofList.find(({ kind, start, end }) => kind === 'list' && start <= best.start && best.end <= end)
  const siblings = ofList.filter(({ kind }) => kind === best.kind)
  if (list === undefined || siblings.length === 0) return ranked
  const enough = best.match.covered * (asksForSteps.test(folded) ? asMuchOfSteps : asMuch)
  const alike = siblings.filter(({ match }) => match.covered >= enough)
  return alike.length * 2 >= siblings.length ? [list, ...ranked.filter((unit) => unit !== list)] : ranked
}

/** "Never clean it with bleach" is not how it is cleaned, nor "No phones may be taken" what is: the list of that comes first, where there is one. */
function withListFirst<P extends RankedPassage>(
  ranked: readonly RankedUnit<P>[],
  share: number,
): readonly RankedUnit<P>[] {
  const covered = (ranked[0]?.match.covered ?? 0) * share
  const list = ranked.find(
    ({ kind, lead, match }) =>
      kind === 'list' && lead !== null && match.covered >= covered && !forbids.test(fold(lead.text)),
  )
  return list === undefined ? ranked : [list, ...ranked.filter((unit) => unit !== list)]
}

function hasSameLead<P extends RankedPassage>(a: RankedUnit<P>, b: RankedUnit<P>): boolean {
  return a.passage.documentId === b.passage.documentId && a.lead?.start === b.lead?.start
}
