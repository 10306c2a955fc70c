import type { Config } from '../../config/schema.ts'
import type { AnswerModel } from '../../ports/models.ts'

/** The configured language model; null when there is none and answers are extractive: then its libraries are not loaded either. */
export async function openAnswerModel(llm: Config['llm']): Promise<AnswerModel | null> {
  if (llm.kind === 'none') return null
  const { createAnswerModel } = await import('../../adapters/llm/answer-model.ts')
  switch (llm.kind) {
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
