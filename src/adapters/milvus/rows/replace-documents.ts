import type { CompanyId } from '../../../domain/ids.ts'
import type { DocumentScope } from '../../../domain/document.ts'
import type { DocumentRows } from '../../../ports/vector-store.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import { checkRows, type CheckedRows } from './check-rows.ts'
import type { WritingParts } from './remove-document.ts'
import { removeDocument } from './remove-document.ts'
import { findSurplus, isNumbered, lookBeyond, probeBeyond, removeSurplus } from './surplus-rows.ts'
import { countRows } from './read-rows.ts'

interface CheckedDocument extends CheckedRows {
  readonly scope: DocumentScope
}

/**
 * Upserts all rows first and removes what is left of older versions last, so that readers never see none. The rows of several documents
 * share requests, and one look finds those that have rows too many.
 */
export async function replaceDocuments(
  parts: WritingParts,
  companyId: CompanyId,
  documents: readonly DocumentRows[],
  signal: AbortSignal,
): Promise<void> {
  const full = documents.filter(({ chunks }) => chunks.length > 0)
  if (full.length > 0) {
    await parts.session.run('background', signal, async (on) => {
      const checked = full.map(({ documentId, chunks }) => {
        const scope = { companyId, documentId }
        return { scope, ...checkRows(scope, chunks, on) }
      })
      for (const [scope, surplus] of await writeAll(parts, on, { companyId, checked }, signal))
        await removeSurplus(parts.writer, on, scope, surplus, signal)
    })
  }
  for (const { documentId, chunks } of documents)
    if (chunks.length === 0) await removeDocument(parts, { companyId, documentId }, signal)
}

interface Batch {
  readonly companyId: CompanyId
  readonly checked: readonly CheckedDocument[]
}

type Surplus = readonly (readonly [DocumentScope, readonly string[]])[]

/** Returns the documents with rows of an older version, and their ids. */
async function writeAll(
  parts: WritingParts,
  on: OpenCollection,
  { companyId, checked }: Batch,
  signal: AbortSignal,
): Promise<Surplus> {
  const { session, writer } = parts
  const rows = checked.flatMap((document) => document.rows)
  if (on.abilities.fastById && checked.every(({ scope, ids }) => isNumbered(scope, ids))) {
    const ends = checked.map(({ scope, ids }) => ({ scope, from: ids.size }))
    // What lies beyond the last new rows is not touched by writing them, so it is looked for at the same time.
    const [written, longer] = await Promise.allSettled([
      writer.upsert(on, rows, signal),
      lookBeyond(session, on, companyId, ends, signal),
    ])
    if (written.status === 'rejected') throw written.reason
    if (longer.status === 'rejected') throw longer.reason
    return each(longer.value, ({ scope, from }) => probeBeyond(session, on, scope, from, signal))
  }
  await writer.upsert(on, rows, signal)
  // one alone is counted where its surplus is looked for
  if (checked.length > 1) {
    const documentIds = checked.map(({ scope }) => scope.documentId)
    const ofThem = [
      { field: 'company_id', equals: companyId },
      { field: 'document_id', in: documentIds },
    ] as const
    if ((await countRows(session, on, ofThem, signal)) === rows.length) return []
  }
  return each(checked, ({ scope, ids }) => findSurplus(session, on, scope, ids, signal))
}

async function each<T extends { readonly scope: DocumentScope }>(
  documents: readonly T[],
  find: (document: T) => Promise<readonly string[]>,
): Promise<Surplus> {
  const found: [DocumentScope, readonly string[]][] = []
  for (const document of documents) found.push([document.scope, await find(document)])
  return found
}
