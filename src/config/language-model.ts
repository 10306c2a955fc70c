import type { Findings } from './environment.ts'
import { Secret } from './secret.ts'
import type { LlmConfig } from './schema.ts'
import type { Values } from './settings.ts'

const defaultGeminiModel = 'gemini-2.5-flash'

/** Who words the answers. The original's Gemini key alone is enough to mean Gemini. */
export function readLlm(values: Values, findings: Findings): LlmConfig {
  const { provider, model, apiKey, url, timeoutSeconds, maxOutputTokens } = values.llm
  const kind = provider ?? (url !== null ? 'openai-compatible' : apiKey !== null ? 'gemini' : 'none')
  if (kind === 'none') return { kind }
  const common = { timeoutMs: timeoutSeconds * 1_000, maxOutputTokens }
  if (timeoutSeconds > values.answers.askTimeoutSeconds) {
    findings.problems.push(
      `ATENEX_LLM_TIMEOUT_SECONDS (${timeoutSeconds}) must not be above ATENEX_ASK_TIMEOUT_SECONDS (${values.answers.askTimeoutSeconds})`,
    )
  }
  if (kind === 'gemini') {
    if (apiKey === null) findings.problems.push('ATENEX_LLM_API_KEY (or QUERY_GEMINI_API_KEY) must be set for gemini')
    if (url !== null)
      findings.problems.push('ATENEX_LLM_URL is not used with gemini: remove it or change ATENEX_LLM_PROVIDER')
    return { kind, ...common, model: model ?? defaultGeminiModel, apiKey: apiKey ?? Secret.of('') }
  }
  if (url === null) findings.problems.push('ATENEX_LLM_URL must be set when ATENEX_LLM_PROVIDER is openai-compatible')
  if (model === null)
    findings.problems.push('ATENEX_LLM_MODEL must be set when ATENEX_LLM_PROVIDER is openai-compatible')
  return { kind, ...common, url: url ?? '', model: model ?? '', apiKey }
}
