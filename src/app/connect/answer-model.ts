import { createAnswerModel } from '../../adapters/llm/answer-model.ts'
import type { Config } from '../../config/schema.ts'
import type { AnswerModel } from '../../ports/models.ts'

/** The configured language model; null when there is none and answers are extractive. */
export function openAnswerModel(llm: Config['llm']): AnswerModel | null {
  switch (llm.kind) {
    case 'none':
      return null
    case 'gemini':
      return createAnswerModel({ ...llm, provider: 'gemini', baseUrl: null, apiKey: () => llm.apiKey.reveal() })
    case 'openai-compatible':
      return createAnswerModel({
        ...llm,
        provider: 'openai-compatible',
        baseUrl: llm.url,
        apiKey: () => llm.apiKey?.reveal() ?? null,
      })
  }
}
