// `answer/` turns passages into an answer: `quotes/` ranks what can be quoted, `evidence.ts` decides whether there is an answer,
// `answer-extractive.ts` quotes and `answer-with-model.ts` asks a language model (`prompt.ts`, checked by `claims/`); `cite.ts` cites.
import type { Citation } from '../../domain/passage.ts'
import { placeLabel } from '../../domain/place.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import type { Answer, AnswerInput } from './answer.ts'
import { answerTexts } from './answer-texts.ts'
import { citeUnits } from './cite.ts'
import { chooseQuotes } from './quotes/choose-quotes.ts'
import { shownText } from './shown-text.ts'

export interface ExtractiveDeps {
  readonly passages: PassageStore
}

/** Answers without a language model: the best of the passages, verbatim, each with its source. */
export async function answerExtractively(deps: ExtractiveDeps, input: AnswerInput): Promise<Answer> {
  const citations = await citeUnits(deps.passages, input.companyId, chooseQuotes(input.ranked, input.sought.text))
  const text = render(citations, input.language)
  return { kind: 'extractive', text, supported: citations.length > 0, citations, claims: [] }
}

function render(citations: readonly Citation[], language: 'es' | 'en'): string {
  const texts = answerTexts[language]
  const items = citations.map((citation, i) => {
    const place = citation.place === null ? '' : `, ${shownText(placeLabel(citation.place, language))}`
    return `${i + 1}. «${shownText(citation.quote)}» ${citation.tag} — ${shownText(citation.fileName)}${place}`
  })
  return [texts.extractiveIntro, '', ...items].join('\n')
}
