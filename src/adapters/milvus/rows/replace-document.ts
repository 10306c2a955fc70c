import type { DocumentScope } from '../../../domain/document.ts'
import type { IndexedChunk } from '../../../domain/chunk.ts'
import { AppError } from '../../../domain/errors.ts'
import type { Condition } from '../wire/filter.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import { countRows, queryRows, rawQuery } from './read-rows.ts'
import { fitRow } from './row-limits.ts'
import type { StoreSession } from '../collection/store-session.ts'
import type { RowWriter } from './write-rows.ts'

interface Parts {
  readonly session: StoreSession
  readonly writer: RowWriter
}

/** Ids in one delete or lookup; keeps an expression below 100 kB. */
const idsAtATime = 1_000
/** Rows beyond the last one looked for at a time where only lookups by id are fast. */
const probeWindow = 4
const removalPasses = 3

const byDocument = (scope: DocumentScope): readonly Condition[] => [
  { field: 'company_id', equals: scope.companyId },
  { field: 'document_id', equals: scope.documentId },
]

interface CheckedRows {
  readonly rows: readonly IndexedChunk[]
  readonly ids: ReadonlySet<string>
}

function checkRows(scope: DocumentScope, chunks: readonly IndexedChunk[], on: OpenCollection): CheckedRows {
  const rows: IndexedChunk[] = []
  const ids = new Set<string>()
  for (const chunk of chunks) {
    if (chunk.companyId !== scope.companyId || chunk.documentId !== scope.documentId) {
      throw new AppError('vector_store_rejected', 'A chunk does not belong to the document it was to be written to.')
    }
    if (chunk.embedding.length !== on.dimension) {
      const found = `an embedding of ${chunk.embedding.length} floats, the collection ${on.name} takes ${on.dimension}`
      throw new AppError('vector_store_rejected', `A chunk has ${found}.`)
    }
    if (ids.has(chunk.id)) throw new AppError('vector_store_rejected', 'Two chunks of a document have the same id.')
    ids.add(chunk.id)
    rows.push(fitRow(chunk))
  }
  return { rows, ids }
}

/** Upserts all rows first and removes what is left of an older version last, so that readers never see none. */
export async function replaceDocument(
  parts: Parts,
  scope: DocumentScope,
  chunks: readonly IndexedChunk[],
  signal: AbortSignal,
): Promise<void> {
  if (chunks.length === 0) return removeDocument(parts, scope, signal)
  await parts.session.run('background', signal, async (on) => {
    const rows = checkRows(scope, chunks, on)
    const surplus = await writeRows(parts, on, scope, rows, signal)
    await removeIds(parts.writer, on, scope, surplus, signal)
  })
}

/** Returns the ids of rows that are left of an older version. */
async function writeRows(
  parts: Parts,
  on: OpenCollection,
  scope: DocumentScope,
  { rows, ids: wanted }: CheckedRows,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (!on.abilities.fastById || !isNumbered(scope, wanted)) {
    await parts.writer.upsert(on, rows, signal)
    return findSurplus(parts.session, on, scope, wanted, signal)
  }
  // What lies beyond the last new row is not touched by writing the new ones, so it is looked for at the same time.
  const [written, beyond] = await Promise.allSettled([
    parts.writer.upsert(on, rows, signal),
    probeBeyond(parts.session, on, scope, wanted.size, signal),
  ])
  if (written.status === 'rejected') throw written.reason
  if (beyond.status === 'rejected') throw beyond.reason
  return beyond.value
}

async function removeIds(
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

/** Ids of the document's rows that are not in `wanted`, lowest index first. */
async function findSurplus(
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
  return (await idsOf(session, on, scope, signal)).filter((id) => !wanted.has(id))
}

/** Whether the ids are those of the rows 0 to n − 1, none missing. */
function isNumbered(scope: DocumentScope, ids: ReadonlySet<string>): boolean {
  for (let index = 0; index < ids.size; index++) {
    if (!ids.has(`${scope.documentId}_${index}`)) return false
  }
  return true
}

/**
 * Where every row of the collection is read for a count (hundreds of milliseconds), but ids are looked up at once: rows of a document are always numbered without a gap: it is written in order by one writer, and shortened from its end.
 */
async function probeBeyond(
  session: StoreSession,
  on: OpenCollection,
  scope: DocumentScope,
  from: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = []
  for (let start = from, size = probeWindow; ; start += size, size = idsAtATime) {
    const ids = Array.from({ length: size }, (_, index) => `${scope.documentId}_${start + index}`)
    // Nothing of the rows is used but that they are there; the delete that may follow names the company.
    const columns = await rawQuery(session, on, [{ field: 'pk_id', in: ids }], ['pk_id'], signal)
    const present = new Set(columns.get('pk_id')?.texts)
    if (present.size === 0) return found
    found.push(...ids.filter((id) => present.has(id)))
  }
}

/** All ids of a document, lowest index first. */
export async function idsOf(
  session: StoreSession,
  on: OpenCollection,
  scope: DocumentScope,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const conditions: readonly Condition[] = [{ field: 'document_id', equals: scope.documentId }]
  const columns = await queryRows(session, on, { companyId: scope.companyId, conditions, fields: ['pk_id'], signal })
  const index = (id: string) => Number(id.slice(id.lastIndexOf('_') + 1))
  return [...new Set(columns.get('pk_id')?.texts ?? [])].toSorted((left, right) => index(left) - index(right))
}

/** Deletes by filter and counts what is left; a row a slow write brought in meanwhile is caught by the next pass. */
export async function removeDocument(parts: Parts, scope: DocumentScope, signal: AbortSignal): Promise<void> {
  await parts.session.run('background', signal, async (on) => {
    let left = 0
    for (let pass = 0; pass < removalPasses; pass++) {
      await parts.writer.remove(on, byDocument(scope), signal)
      left = await countRows(parts.session, on, byDocument(scope), signal)
      if (left === 0) return
    }
    const message = `The vector store still shows ${left} rows of a document after deleting it.`
    throw new AppError('vector_store_unavailable', message, { retryable: true })
  })
}
