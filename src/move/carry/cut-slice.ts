import type { CompanyId } from '../../domain/ids.ts'
import type { DocumentScope } from '../../domain/document.ts'
import type { DocumentId } from '../../domain/ids.ts'
import type { DocumentsOfCompany, HeldDocument, ListedDocument } from '../../ports/moves/moving-documents.ts'

/** Documents locked together; somebody who wants to change one waits for all of them. */
const mostTogether = 128

/** The first documents of the list with no more rows in all than a slice may have; at least one. */
export function cutSlice(listed: readonly ListedDocument[], mostRows: number): readonly ListedDocument[] {
  let rows = 0
  const end = listed.findIndex(({ chunks }, at) => {
    rows += chunks
    return at > 0 && rows > mostRows
  })
  return end === -1 ? listed : listed.slice(0, end)
}

/** Documents of one company that are carried together; at least one. */
export type SlicePart = readonly [ListedDocument, ...ListedDocument[]]

export const documentsOf = ([first, ...others]: SlicePart): DocumentsOfCompany => ({
  companyId: first.companyId,
  documentIds: [first, ...others].map(({ documentId }) => documentId),
})

/**
 * Splits a slice, or a part of one, into parts that are carried together, with at most this many rows.
 * @param rowsTogether a document with more is a part of its own.
 */
export function partsOf(slice: readonly ListedDocument[], rowsTogether: number): readonly SlicePart[] {
  const open = new Map<CompanyId, { rows: number; listed: ListedDocument[] }>()
  const parts: [ListedDocument, ...ListedDocument[]][] = []
  for (const document of slice) {
    const { companyId, chunks } = document
    const part = open.get(companyId)
    if (part !== undefined && part.rows + chunks <= rowsTogether && part.listed.length < mostTogether) {
      part.rows += chunks
      part.listed.push(document)
      continue
    }
    const listed: [ListedDocument] = [document]
    open.set(companyId, { rows: chunks, listed })
    parts.push(listed)
  }
  return parts
}

/** Changed documents whose locks are held together. How many rows they have is known only then. */
const mostChangedTogether = 16

/** Changed documents in parts that are carried together: of one company. @param together false: each is a part of its own. */
export function partsOfChanged(changed: readonly DocumentScope[], together: boolean): readonly DocumentsOfCompany[] {
  const most = together ? mostChangedTogether : 1
  const open = new Map<CompanyId, DocumentId[]>()
  const parts: { readonly companyId: CompanyId; readonly documentIds: DocumentId[] }[] = []
  for (const { companyId, documentId } of changed) {
    const part = open.get(companyId)
    if (part !== undefined && part.length < most) {
      part.push(documentId)
      continue
    }
    const documentIds = [documentId]
    open.set(companyId, documentIds)
    parts.push({ companyId, documentIds })
  }
  return parts
}

/** Documents that are held, in parts of at most so many rows; a document with more is a part of its own. */
export function cutByRows(held: readonly HeldDocument[], rowsTogether: number): readonly (readonly HeldDocument[])[] {
  const parts: HeldDocument[][] = []
  let rows = Infinity
  for (const one of held) {
    const own = one.document?.chunkCount ?? 0
    if (rows + own > rowsTogether) {
      parts.push([])
      rows = 0
    }
    parts.at(-1)?.push(one)
    rows += own
  }
  return parts
}
