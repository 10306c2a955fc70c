import type { Message } from '../../domain/chat.ts'
import { parseChunkId, type DocumentId } from '../../domain/ids.ts'

/**
 * The document that the last answer of a chat quoted first: what is asked next is mostly about it as well, said or not
 * (`¿Dónde está el Zoe?`, then `¿Quién tiene las llaves?`). Null when nothing was quoted.
 * @param history oldest first.
 */
export function documentSpokenOf(history: readonly Message[]): DocumentId | null {
  const sources = history.findLast(({ role, sources }) => role === 'assistant' && sources !== null)?.sources
  // the original keeps the id of the chunk under this name
  return parseChunkId(sources?.[0]?.id_documento ?? '')?.documentId ?? null
}
