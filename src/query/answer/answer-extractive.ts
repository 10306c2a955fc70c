import type { Citation } from '../../domain/passage.ts'
import { placeLabel } from '../../domain/place.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import type { Answer, AnswerInput } from './answer.ts'
import { answerTexts } from './answer-texts.ts'
import { citeSentences } from './cite.ts'
import { rankSentences } from './rank-sentences.ts'
import { visibleText } from '../../domain/text/visible-text.ts'
import { inertText } from '../untrusted/inert-text.ts'
import { withoutTags } from '../untrusted/tags.ts'

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
  const text = render(citations, input.language)
  return { kind: 'extractive', text, supported: citations.length > 0, citations }
}

function render(citations: readonly Citation[], language: 'es' | 'en'): string {
  const texts = answerTexts[language]
  const items = citations.map((citation, i) => {
    const place = citation.place === null ? '' : `, ${shown(placeLabel(citation.place, language))}`
    return `${i + 1}. «${shown(citation.quote)}» ${citation.tag} — ${shown(citation.fileName)}${place}`
  })
  return [texts.extractiveIntro, '', ...items].join('\n')
}

/** On one line, because a line break would end the list item, with nothing active and no tag; the citation has it verbatim. */
function shown(text: string): string {
  return inertText(withoutTags(visibleText(text).replace(/\s+/gu, ' ')))
}
