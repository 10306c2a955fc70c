import { fraction, integer, optional, required } from '../setting.ts'
import { query } from './readers.ts'

export const answers = {
  fusionWeight: optional('ATENEX_FUSION_WEIGHT', {
    section: 'Answers',
    type: fraction(0, 1),
    roles: query,
    defaultText: 'what the model says',
    description:
      'Weight of the dense score, 0 to 1, when dense and sparse hits are fused; the sparse score has the rest.',
    example: '0.5',
  }),
  retrieverTopK: required('QUERY_RETRIEVER_TOP_K', 100, {
    section: 'Answers',
    type: integer(1, 500),
    roles: query,
    description: 'Candidates that each of the two searches (by meaning, by words) retrieves for a question.',
    example: '50',
  }),
  sourcesToShow: required('QUERY_NUM_SOURCES_TO_SHOW', 7, {
    section: 'Answers',
    type: integer(0, 100),
    roles: query,
    description: 'Passages returned with an answer, best first; those it cites always are.',
    example: '5',
  }),
  maxHistoryMessages: required('QUERY_MAX_CHAT_HISTORY_MESSAGES', 10, {
    section: 'Answers',
    type: integer(0, 200),
    roles: query,
    description: 'Earlier messages of the chat that are taken into account.',
    example: '20',
  }),
  askTimeoutSeconds: required('ATENEX_ASK_TIMEOUT_SECONDS', 28, {
    section: 'Answers',
    type: integer(1, 600),
    roles: query,
    description:
      'Time for one question. Keep it below the time-out of the gateway in front, which is 30 s in the original.',
    example: '55',
  }),
}
