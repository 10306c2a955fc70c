import { endOf, type DocumentFilters } from '../contract/filters.ts'
import type { DocumentFilter } from '../domain/document-filter.ts'
import { parseDocumentId } from '../domain/ids.ts'

/** Filters of the wire as the use cases know them; null when they filter nothing. */
export function toDocumentFilter(filters: DocumentFilters | null | undefined): DocumentFilter | null {
  if (filters === null || filters === undefined) return null
  const { document_ids: ids, types, uploaded_from: from, uploaded_until: until, metadata } = filters
  const names = Object.entries(metadata ?? {})
  const filter = {
    documentIds: ids?.map(parseDocumentId) ?? null,
    types: types ?? null,
    from: from === null || from === undefined ? null : new Date(from),
    before: until === null || until === undefined ? null : endOf(until),
    metadata: names.length === 0 ? null : new Map(names),
  }
  return Object.values(filter).every((each) => each === null) ? null : filter
}
