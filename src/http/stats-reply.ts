import { countedTypes, type StatsReply } from '../contract/stats.ts'
import { documentStatuses } from '../domain/document.ts'
import type { Statistics } from '../ports/documents/document-statistics.ts'

type Group = Statistics['groups'][number]

/** Counts with the names of both generations of clients. */
export function toStatsReply({ groups, days, oldest, newest }: Statistics): StatsReply {
  const sum = (which: (group: Group) => boolean, count: 'documents' | 'chunks' = 'documents') =>
    groups.filter(which).reduce((total, group) => total + group[count], 0)
  const chunks = sum(() => true, 'chunks')
  const known = new Set<string>(countedTypes)
  const byType = countedTypes.map((type) => [type, sum(({ fileType }) => fileType === type)] as const)
  const byStatus = documentStatuses.map((status) => [status, sum((group) => group.status === status)] as const)
  return {
    total_documents: sum(() => true),
    total_chunks: chunks,
    total_chunks_processed: chunks,
    // every key of both enumerations is in its list
    by_status: Object.fromEntries(byStatus) as StatsReply['by_status'],
    by_type: {
      ...Object.fromEntries(byType),
      other: sum(({ fileType }) => !known.has(fileType)),
    } as StatsReply['by_type'],
    by_user: [],
    recent_activity: days.map(({ day, documents }) => ({ date: day, count: documents })),
    oldest_document_date: oldest?.toISOString() ?? null,
    newest_document_date: newest?.toISOString() ?? null,
  }
}
