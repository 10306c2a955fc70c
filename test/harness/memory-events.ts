import { randomUUID } from 'node:crypto'
import { AppError } from '../../src/domain/errors.ts'
import type { CompanyId, DocumentId } from '../../src/domain/ids.ts'
import type { DocumentEvent, DocumentEventLog } from '../../src/ports/document-events.ts'

export interface MemoryEvents extends DocumentEventLog {
  /** A document is deleted; resolves with the number of its event. */
  add(companyId: CompanyId): number
  /** Events before this one are not kept any more. */
  trimTo(seq: number): void
  /** How often it was asked for heads. */
  readonly looks: number
  fail(away: boolean): void
}

/** Events of documents without a database, for tests of who follows them. */
export function memoryEvents(): MemoryEvents {
  let kept: DocumentEvent[] = []
  let last = 0
  let looks = 0
  let isAway = false
  const heads = new Map<CompanyId, number>()
  const check = () => {
    if (isAway) throw new AppError('database_unavailable', 'It is away.', { retryable: true })
  }
  return {
    heads: async (companyIds) => {
      looks += 1
      check()
      return new Map(companyIds.map((companyId) => [companyId, heads.get(companyId) ?? 0]))
    },
    after: async (companyId, seq, limit) => {
      check()
      return kept.filter((event) => event.companyId === companyId && event.seq > seq).slice(0, limit)
    },
    trim: async () => undefined,
    add: (companyId) => {
      last += 1
      const documentId = randomUUID() as DocumentId
      kept.push({ seq: last, prior: heads.get(companyId) ?? 0, at: new Date(0), companyId, documentId, state: null })
      heads.set(companyId, last)
      return last
    },
    trimTo: (seq) => {
      kept = kept.filter((event) => event.seq >= seq)
    },
    get looks() {
      return looks
    },
    fail: (away) => {
      isAway = away
    },
  }
}
