import type { CompanyId } from '../../src/domain/ids.ts'
import type { EmbedRequest } from '../../src/ports/models.ts'

const live = (): AbortSignal => new AbortController().signal

/** How a test asks for embeddings when nothing but the texts matters. */
export const asPassages = (signal = live(), companyId: CompanyId | null = null): EmbedRequest => ({
  role: 'passage',
  companyId,
  signal,
})

export const asQuestion = (signal = live(), companyId: CompanyId | null = null): EmbedRequest => ({
  role: 'query',
  companyId,
  signal,
})
