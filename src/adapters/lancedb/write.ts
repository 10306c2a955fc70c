import type * as Arrow from 'apache-arrow'
import type * as Lance from '@lancedb/lancedb'
import type { DocumentScope } from '../../domain/document.ts'
import { AppError } from '../../domain/errors.ts'
import type { IndexedChunk } from '../../domain/chunk.ts'
import { ofDocument, quote } from './filter.ts'
import { toArrow } from './rows.ts'
import { storedDimension } from './schema.ts'
import type { Vendor } from './vendor.ts'

/** Rows per native call: a 512-float batch of this size is 8 MB, and copies of it exist on the way. */
const batchRows = 4_096
/** Surplus keys per delete statement. */
const deleteKeys = 1_000

/**
 * Makes the document's rows exactly `chunks`. A new document is appended (3 ms for 20 chunks); an existing one is merged by
 * key in one commit, so that a reader sees its old or its new rows, and then loses what is left over. The count at the end
 * also finds the double rows that two workers with the same document would leave, and removes them.
 */
export async function replaceRows(
  vendor: Vendor,
  table: Lance.Table,
  scope: DocumentScope,
  chunks: readonly IndexedChunk[],
): Promise<void> {
  const dimension = await storedDimension(table)
  requireConsistent(scope, chunks, dimension)
  const where = ofDocument(scope)
  const before = await table.version()
  const isNew = (await table.countRows(where)) === 0
  let version = 0
  let commits = 0
  for (let from = 0; from < chunks.length; from += batchRows) {
    const rows = toArrow(vendor, dimension, chunks.slice(from, from + batchRows))
    version = (await (isNew ? table.add(rows) : merge(table, rows))).version
    commits++
  }
  // Nobody else wrote in between: what was absent is there exactly once. Saves a second look through all new fragments.
  if (isNew && version === before + commits) return
  if ((await table.countRows(where)) === chunks.length) return
  await dropSurplus(table, scope, new Set(chunks.map((chunk) => chunk.id)))
}

/** The company is part of the key: a document id that (wrongly) exists in two companies must not move rows between them. */
async function merge(table: Lance.Table, rows: Arrow.Table): Promise<Lance.MergeResult> {
  return table.mergeInsert(['company_id', 'pk_id']).whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(rows)
}

export async function removeRows(table: Lance.Table, scope: DocumentScope): Promise<void> {
  const where = ofDocument(scope)
  // A delete of nothing would still write a new version.
  if ((await table.countRows(where)) > 0) await table.delete(where)
}

async function dropSurplus(table: Lance.Table, scope: DocumentScope, wanted: ReadonlySet<string>): Promise<void> {
  const surplus = new Set<string>()
  const doubled: bigint[] = []
  const newest = new Map<string, bigint>()
  for await (const batch of table.query().where(ofDocument(scope)).select(['pk_id']).withRowId()) {
    for (let row = 0; row < batch.numRows; row++) {
      const id = String(batch.getChild('pk_id')?.get(row))
      const rowId = BigInt(batch.getChild('_rowid')?.get(row))
      const other = newest.get(id)
      if (!wanted.has(id)) surplus.add(id)
      else if (other === undefined) newest.set(id, rowId)
      else {
        doubled.push(rowId > other ? other : rowId)
        newest.set(id, rowId > other ? rowId : other)
      }
    }
  }
  await deleteWhere(table, scope, 'pk_id', [...surplus].map(quote))
  // A row id is a place in a fragment, and fragment numbers are never used again: after a compaction in between these
  // places are empty, nothing is deleted, and the next attempt finds the doubles under their new ids.
  await deleteWhere(table, scope, '_rowid', doubled.map(String))
}

async function deleteWhere(table: Lance.Table, scope: DocumentScope, field: string, values: string[]): Promise<void> {
  for (let from = 0; from < values.length; from += deleteKeys) {
    const some = values.slice(from, from + deleteKeys).join(', ')
    await table.delete(`${ofDocument(scope)} AND ${field} IN (${some})`)
  }
}

function requireConsistent(scope: DocumentScope, chunks: readonly IndexedChunk[], dimension: number): void {
  const ids = new Set<string>()
  for (const chunk of chunks) {
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
