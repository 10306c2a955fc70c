import { answerTexts } from './answer-texts.ts'
import type { TaggedPassage } from './cite.ts'
import { shownText } from './shown-text.ts'
import type { RankedUnit } from './quotes/rank-units.ts'

/** Says that the documents do not answer, and names the nearest thing they have, as such. */
export function nothingFoundText(language: 'es' | 'en', nearest: RankedUnit<TaggedPassage> | undefined): string {
  const texts = answerTexts[language]
  if (nearest === undefined) return texts.nothingFound
  return `${texts.nothingFound}\n\n${texts.nearest} «${shownText(nearest.text)}» — ${shownText(nearest.passage.fileName)}`
}
