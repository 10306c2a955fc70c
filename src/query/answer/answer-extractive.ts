import type { Citation } from '../../domain/passage.ts'
import { placeLabel } from '../../domain/place.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import type { Answer, AnswerInput } from './answer.ts'
import { answerTexts } from './answer-texts.ts'
import { citeSentences } from './cite.ts'
import { rankSentences } from './rank-sentences.ts'

/** The first holds the answer in three of four questions, one of the first three in nine of ten. */
const quotes = 3

export interface ExtractiveDeps {
  readonly analyser: Analyser
  readonly passages: PassageStore
}

/** Answers without a language model: the best sentences of the passages, verbatim, each with its source. */
export async function answerExtractively(deps: ExtractiveDeps, input: AnswerInput): Promise<Answer> {
  const ranked = await rankSentences(deps.analyser, input.sought, input.passages, input.embedSentences)
  const citations = await citeSentences(deps.passages, input.companyId, ranked.slice(0, quotes))
  return { kind: 'extractive', text: render(citations, input.language), citations }
}

function render(citations: readonly Citation[], language: 'es' | 'en'): string {
  const texts = answerTexts[language]
  const items = citations.map((citation, i) => {
    const place = citation.place === null ? '' : `, ${placeLabel(citation.place, language)}`
    // Line breaks of the page would end the list item; the quote of the citation keeps them.
    return `${i + 1}. «${citation.quote.replace(/\s+/gu, ' ')}» ${citation.tag} — ${citation.fileName}${place}`
  })
  return [texts.extractiveIntro, '', ...items].join('\n')
}
