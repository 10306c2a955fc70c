import type * as Arrow from 'apache-arrow'
import type * as Lance from '@lancedb/lancedb'
import type { DocumentScope } from '../../domain/document.ts'
import { AppError } from '../../domain/errors.ts'
import type { IndexedChunk } from '../../domain/chunk.ts'
import { createBreather } from '../../flow/breathe.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { DocumentRows } from '../../ports/vector-store.ts'
import { ofDocument, ofDocuments, quote } from './filter.ts'
import { toArrow } from './rows.ts'
import { storedDimension } from './schema.ts'
import type { Vendor } from './vendor.ts'

/**
 * Rows per native call, which cannot be stopped: a tenth of a second at 100,000 rows of 512 floats, and a third of that on
 * this thread to make the call's 4 MB. Larger ones write hardly faster.
 */
const batchRows = 2_048
/** Compactions come seconds apart. */
const mostLooks = 10
/** Surplus keys per delete statement. */
const deleteKeys = 1_000

/**
 * Makes the document's rows exactly `chunks`. A new document is appended (3 ms for 20 chunks); an existing one is merged by
 * key in one commit, so that a reader sees its old or its new rows, and then loses what is left over. The count at the end
 * also finds the double rows that two workers with the same document would leave, and removes them.
 * @throws `signal.reason` between two native calls, when none is under way.
 */
async function replaceRows(
  vendor: Vendor,
  table: Lance.Table,
  { scope, chunks }: { readonly scope: DocumentScope; readonly chunks: readonly IndexedChunk[] },
  signal: AbortSignal,
): Promise<void> {
  const dimension = await storedDimension(table)
  await requireConsistent(scope, chunks, dimension)
  const before = await table.version()
  const isNew = (await table.countRows(ofDocument(scope))) === 0
  const written = await writeRows(vendor, table, { chunks, dimension, isNew }, signal)
  // Nobody else wrote in between: what was absent is there exactly once. Saves a second look through all new fragments.
  if (isNew && written.version === before + written.commits) return
  await dropSurplus(table, { scope, chunks }, signal)
}

interface Together {
  readonly companyId: CompanyId
  readonly documents: readonly DocumentRows[]
}

/**
 * The same for several documents. Those of which the collection has nothing yet are appended together: a commit takes
 * milliseconds, however few rows it brings.
 */
export async function replaceAllRows(
  vendor: Vendor,
  table: Lance.Table,
  { companyId, documents }: Together,
  signal: AbortSignal,
): Promise<void> {
  if (documents.length > 1 && (await appendAllRows(vendor, table, { companyId, documents }, signal))) return
  for (const { documentId, chunks } of documents) {
    const scope = { companyId, documentId }
    if (chunks.length === 0) await removeRows(table, scope, signal)
    else await replaceRows(vendor, table, { scope, chunks }, signal)
  }
}

/** Returns false, and writes nothing, when the collection has rows of one of the documents. */
async function appendAllRows(
  vendor: Vendor,
  table: Lance.Table,
  { companyId, documents }: Together,
  signal: AbortSignal,
): Promise<boolean> {
  const ids = documents.map(({ documentId }) => documentId)
  const before = await table.version()
  if ((await table.countRows(ofDocuments(companyId, ids))) > 0) return false
  const dimension = await storedDimension(table)
  for (const { documentId, chunks } of documents) await requireConsistent({ companyId, documentId }, chunks, dimension)
  const chunks = documents.flatMap((document) => document.chunks)
  const written = await writeRows(vendor, table, { chunks, dimension, isNew: true }, signal)
  if (written.version === before + written.commits) return true
  for (const document of documents)
    await dropSurplus(table, { scope: { companyId, documentId: document.documentId }, chunks: document.chunks }, signal)
  return true
}

interface NewRows {
  readonly chunks: readonly IndexedChunk[]
  readonly dimension: number
  readonly isNew: boolean
}

/** Appends, or merges by key. Returns the version it ended with, and how many it made. */
async function writeRows(
  vendor: Vendor,
  table: Lance.Table,
  { chunks, dimension, isNew }: NewRows,
  signal: AbortSignal,
): Promise<{ readonly version: number; readonly commits: number }> {
  let version = 0
  let commits = 0
  for (let from = 0; from < chunks.length; from += batchRows) {
    signal.throwIfAborted()
    const rows = toArrow(vendor, dimension, chunks.slice(from, from + batchRows))
    version = (await (isNew ? table.add(rows) : merge(table, rows))).version
    commits++
  }
  return { version, commits }
}

/** The company is part of the key: a document id that (wrongly) exists in two companies must not move rows between them. */
async function merge(table: Lance.Table, rows: Arrow.Table): Promise<Lance.MergeResult> {
  return table.mergeInsert(['company_id', 'pk_id']).whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(rows)
}

export async function removeRows(table: Lance.Table, scope: DocumentScope, signal: AbortSignal): Promise<void> {
  const where = ofDocument(scope)
  // A delete of nothing would still write a new version.
  if ((await table.countRows(where)) === 0) return
  signal.throwIfAborted()
  await table.delete(where)
}

/** Looks again after each deletion: a compaction in between gives rows other ids, and what was to go is still there. */
async function dropSurplus(
  table: Lance.Table,
  { scope, chunks }: { readonly scope: DocumentScope; readonly chunks: readonly IndexedChunk[] },
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; attempt < mostLooks; attempt++) {
    if ((await table.countRows(ofDocument(scope))) === chunks.length) return
    const { strange, doubled } = await surplusOf(table, { scope, chunks }, signal)
    if (strange.length + doubled.length === 0) return
    await deleteWhere(table, scope, 'pk_id', strange.map(quote), signal)
    // A row id is a place in a fragment, and fragment numbers are never used again: after a compaction these places are empty.
    await deleteWhere(table, scope, '_rowid', doubled.map(String), signal)
  }
  throw new AppError(
    'vector_store_unavailable',
    'A document was compacted again and again while its rows were replaced.',
    {
      retryable: true,
    },
  )
}

/** Keys that are not among the chunks, and the older rows of those that are there more than once. */
async function surplusOf(
  table: Lance.Table,
  { scope, chunks }: { readonly scope: DocumentScope; readonly chunks: readonly IndexedChunk[] },
  signal: AbortSignal,
): Promise<{ readonly strange: readonly string[]; readonly doubled: readonly bigint[] }> {
  const wanted = new Set<string>(chunks.map(({ id }) => id))
  const strange = new Set<string>()
  const doubled: bigint[] = []
  const newest = new Map<string, bigint>()
  for await (const batch of table.query().where(ofDocument(scope)).select(['pk_id']).withRowId()) {
    signal.throwIfAborted()
    for (let row = 0; row < batch.numRows; row++) {
      const id = String(batch.getChild('pk_id')?.get(row))
      const rowId = BigInt(batch.getChild('_rowid')?.get(row))
      const other = newest.get(id)
      if (!wanted.has(id)) strange.add(id)
      else if (other === undefined) newest.set(id, rowId)
      else {
        doubled.push(rowId > other ? other : rowId)
        newest.set(id, rowId > other ? rowId : other)
      }
    }
  }
  return { strange: [...strange], doubled }
}

async function deleteWhere(
  table: Lance.Table,
  scope: DocumentScope,
  field: 'pk_id' | '_rowid',
  values: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (let from = 0; from < values.length; from += deleteKeys) {
    signal.throwIfAborted()
    const some = values.slice(from, from + deleteKeys).join(', ')
    await table.delete(`${ofDocument(scope)} AND ${field} IN (${some})`)
  }
}

/** Before anything is written. Looks at every number, so it lets others run in between. */
async function requireConsistent(
  scope: DocumentScope,
  chunks: readonly IndexedChunk[],
  dimension: number,
): Promise<void> {
  const ids = new Set<string>()
  const breathe = createBreather()
  for (const chunk of chunks) {
    await breathe()
    if (chunk.companyId !== scope.companyId || chunk.documentId !== scope.documentId) {
      throw new AppError('vector_store_rejected', 'A chunk belongs to another document than the one being written.')
    }
    if (chunk.embedding.length !== dimension) {
      const text = `An embedding has ${chunk.embedding.length} dimensions, the collection ${dimension}.`
      throw new AppError('vector_store_rejected', text)
    }
    if (!chunk.embedding.every(Number.isFinite)) {
      throw new AppError('vector_store_rejected', 'An embedding holds a value that is not a finite number.')
    }
    if (ids.has(chunk.id)) throw new AppError('vector_store_rejected', `The chunk id ${chunk.id} is given twice.`)
    ids.add(chunk.id)
  }
}
