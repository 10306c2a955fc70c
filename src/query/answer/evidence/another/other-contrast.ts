// Whether the best unit is of what stands against what is asked for, of which it says nothing: the gold cup, where the silver one is asked for.
import type { RankedPassage } from '../../../../domain/passage.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { withoutPlural } from '../../../../domain/text/plurals.ts'
import { asksWhether } from '../../quotes/said/asks-whether.ts'
import { withLead } from '../../quotes/with-lead.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { contrasts, type Contrast } from './contrasts.ts'
import { isNear } from './is-near.ts'
import { asksForNoKind } from '../unsaid/lacks-form.ts'

/** @param ranked best first */
export function isOfOtherContrast<P extends RankedPassage>(asked: string, ranked: readonly RankedUnit<P>[]): boolean {
  const [best] = ranked
  const question = foldQuestion(asked)
  // whether something comes in black is told by the colours that it comes in
  if (best === undefined || asksWhether(question) || asksForNoKind(asked)) return false
  const { documentTitle, fileName, headingPath } = best.passage
  const told = fold(withLead(best))
  const around = fold([best.heading?.text ?? '', ...headingPath, documentTitle ?? '', fileName].join('\n'))
  return contrasts.some((contrast) => {
    if (contrast.ofAmounts && !best.kinds.includes('money')) return false
    const wanted = contrast.words.filter((word) => question.search(word) > -1)
    const [word] = wanted
    if (word === undefined || wanted.length > 1 || isSaid(best, question.match(word) ?? [])) return false
    if (told.search(word) > -1 || around.search(word) > -1 || !isOther(contrast, { word, question, told })) return false
    return !ranked.some((unit) => fold(unit.text).search(word) > -1 && (isNear(unit, best) || isNear(best, unit)))
  })
}

interface Wanted {
  readonly word: RegExp
  readonly question: string
  readonly told: string
}

function isOther({ words, besides }: Contrast, { word, question, told }: Wanted): boolean {
  const others = words.filter((other) => other !== word)
  if (!besides) return others.some((other) => told.search(other) > -1)
  const beside = wordsBehind(question, word)
  return others.some((other) => wordsBehind(told, other).some((one) => beside.includes(one)))
}

/** The words that stand behind a word, without their plural: "second gathering". */
const wordsBehind = (text: string, word: RegExp): readonly string[] =>
  [...text.matchAll(word)].flatMap(({ index, 0: found }) => {
    const [, behind] = /^ ([a-z]{4,20})/.exec(text.slice(index + found.length, index + found.length + 24)) ?? []
    return behind === undefined ? [] : [withoutPlural(behind)]
  })

/** Whether it says one of these words of the question, in whatever way; a word that is not counted is said by all. */
const isSaid = <P extends RankedPassage>({ match }: RankedUnit<P>, words: readonly string[]): boolean =>
  words.some((word) => {
    const at = match.words.indexOf(word)
    return at === -1 || match.said[at] === true
  })
