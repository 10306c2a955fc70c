import type { DocumentScope } from '../../../domain/document.ts'
import { AppError } from '../../../domain/errors.ts'
import type { CompanyId } from '../../../domain/ids.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import type { StoreSession } from '../collection/store-session.ts'
import { byDocument, countRows, idsOf, rawQuery } from './read-rows.ts'
import type { RowWriter } from './write-rows.ts'

/** Ids in one lookup; keeps an expression below 100 kB. */
const idsAtATime = 1_000
/** Rows beyond the last one looked for at a time where only lookups by id are fast. */
const probeWindow = 4

/** Ids of the document's rows that are not in `wanted`, lowest index first. */
export async function findSurplus(
  session: StoreSession,
  on: OpenCollection,
  scope: DocumentScope,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const count = await countRows(session, on, byDocument(scope), signal)
  if (count < wanted.size) {
    const seen = `${count} of ${wanted.size} rows of a document`
    throw new AppError('vector_store_unavailable', `The vector store shows ${seen} after writing.`, { retryable: true })
  }
  if (count === wanted.size) return []
  return (await idsOf(session, on, scope, count, signal)).filter((id) => !wanted.has(id))
}

/** Whether the ids are those of the rows 0 to n − 1, none missing. */
export function isNumbered(scope: DocumentScope, ids: ReadonlySet<string>): boolean {
  for (let index = 0; index < ids.size; index++) {
    if (!ids.has(`${scope.documentId}_${index}`)) return false
  }
  return true
}

/** A document that was written up to, not including, the row `from`. */
interface WrittenTo {
  readonly scope: DocumentScope
  readonly from: number
}

/** Those of the documents that have rows right behind their last one, as `probeBeyond` then finds them. */
export async function lookBeyond(
  session: StoreSession,
  on: OpenCollection,
  companyId: CompanyId,
  documents: readonly WrittenTo[],
  signal: AbortSignal,
): Promise<readonly WrittenTo[]> {
  const longer: WrittenTo[] = []
  for (let start = 0; start < documents.length; start += idsAtATime / probeWindow) {
    const some = documents.slice(start, start + idsAtATime / probeWindow)
    const ids = some.flatMap(({ scope, from }) => idsFrom(scope, from, probeWindow))
    const present = await presentOf(session, on, companyId, ids, signal)
    longer.push(...some.filter(({ scope, from }) => idsFrom(scope, from, probeWindow).some((id) => present.has(id))))
  }
  return longer
}

const idsFrom = ({ documentId }: DocumentScope, from: number, size: number): readonly string[] =>
  Array.from({ length: size }, (_, index) => `${documentId}_${from + index}`)

async function presentOf(
  session: StoreSession,
  on: OpenCollection,
  companyId: CompanyId,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  // Nothing of the rows is used but that they are there; the delete that may follow names the company.
  const query = { conditions: [{ field: 'pk_id', in: ids } as const], fields: ['pk_id'], limit: null, companyId }
  const columns = await rawQuery(session, on, query, signal)
  return new Set(columns.get('pk_id')?.texts)
}

/**
 * Where every row of the collection is read for a count (hundreds of milliseconds), but ids are looked up at once: rows of a document are always numbered without a gap: it is written in order by one writer, and shortened from its end.
 */
export async function probeBeyond(
  session: StoreSession,
  on: OpenCollection,
  scope: DocumentScope,
  from: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = []
  for (let start = from, size = probeWindow; ; start += size, size = idsAtATime) {
    const ids = idsFrom(scope, start, size)
    const present = await presentOf(session, on, scope.companyId, ids, signal)
    if (present.size === 0) return found
    found.push(...ids.filter((id) => present.has(id)))
  }
}

export async function removeSurplus(
  writer: RowWriter,
  on: OpenCollection,
  scope: DocumentScope,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  // From the last row down: what an interruption leaves behind then follows the new rows without a gap.
  for (let end = ids.length; end > 0; end -= idsAtATime) {
    const part = ids.slice(Math.max(0, end - idsAtATime), end)
    await writer.remove(on, [...byDocument(scope), { field: 'pk_id', in: part }], signal)
  }
}
