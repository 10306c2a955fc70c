import { address, integer, oneOf, optional, required, secret, text } from '../setting.ts'
import { query } from './readers.ts'

export const languageModel = {
  provider: optional('ATENEX_LLM_PROVIDER', {
    section: 'Language model',
    type: oneOf(['none', 'gemini', 'openai-compatible']),
    roles: query,
    defaultText: '`openai-compatible` when `ATENEX_LLM_URL` is set, `gemini` when only a key is, otherwise `none`',
    description:
      'The language model that writes the answers. `none`: answers are the best sentences of the documents, verbatim.',
    example: 'openai-compatible',
  }),
  model: optional('ATENEX_LLM_MODEL', {
    aliases: ['QUERY_GEMINI_MODEL_NAME'],
    section: 'Language model',
    type: text(),
    roles: query,
    defaultText: '`gemini-2.5-flash` with gemini; required with openai-compatible',
    description: 'Name of the model.',
    example: 'gemini-2.5-flash',
  }),
  apiKey: secret('ATENEX_LLM_API_KEY', {
    bearer: true,
    aliases: ['QUERY_GEMINI_API_KEY'],
    section: 'Language model',
    roles: query,
    description: 'Key of the provider. Required with gemini.',
  }),
  url: optional('ATENEX_LLM_URL', {
    section: 'Language model',
    type: address('http', 'https'),
    roles: query,
    description:
      'Base address of an OpenAI-compatible server, up to and including `/v1`. Required with openai-compatible.',
    example: 'http://127.0.0.1:11434/v1',
  }),
  timeoutSeconds: required('ATENEX_LLM_TIMEOUT_SECONDS', 25, {
    section: 'Language model',
    type: integer(1, 600),
    roles: query,
    description: 'Time for one call of the model; at most `ATENEX_ASK_TIMEOUT_SECONDS`.',
    example: '20',
  }),
  unsupported: required('ATENEX_LLM_UNSUPPORTED', 'mark', {
    section: 'Language model',
    type: oneOf(['mark', 'drop']),
    roles: query,
    description:
      'What to do with a sentence of the model whose numbers, dates, names or codes are not in the passages it cites: mark it in `claims`, or drop it from the answer.',
    example: 'drop',
  }),
  maxOutputTokens: required('ATENEX_LLM_MAX_OUTPUT_TOKENS', 2_048, {
    aliases: ['QUERY_GEMINI_MAX_OUTPUT_TOKENS'],
    section: 'Language model',
    type: integer(16, 1_000_000),
    roles: query,
    description: 'Longest answer, in tokens of the model.',
    example: '4096',
  }),
}
