import { askPymilvus } from './pymilvus-process.ts'
import type { PythonEnvironment } from './python-environments.ts'
import type { ServerAddress } from './server-call.ts'

/** A collection as others find it. */
export interface CollectionAt {
  readonly address: string
  readonly collection: string
  readonly database?: string
}

export type ReadbackRequest =
  | { readonly what: 'schema' }
  | { readonly what: 'rows'; readonly filter: string; readonly fields: readonly string[] }
  | { readonly what: 'words'; readonly filter: string; readonly terms: string; readonly limit: number }

/** What pymilvus sees, in the version of that environment. */
export function readBack(from: PythonEnvironment, at: CollectionAt, request: ReadbackRequest): Promise<unknown> {
  return askPymilvus(from, 'readback', { ...at, ...request })
}

export interface OriginalCollection extends OriginalIndexes {
  readonly address: string
  readonly database: string
  /** Owner of the rows it holds. */
  readonly companyId: string
  /** Three of one document when not given. */
  readonly rows?: readonly OriginalRow[]
}

export interface OriginalRow extends StoredRow {
  readonly file_name: string
  readonly embedding: readonly number[]
  readonly content_hash: string
}

/** Other indexes than the original's, where a server refuses those. */
export interface OriginalIndexes {
  readonly vectorIndex?: 'FLAT'
  readonly scalarIndex?: 'INVERTED'
}

/** A row by what the product and the original have in common. */
export interface StoredRow {
  readonly pk_id: string
  readonly document_id: string
  readonly content: string
}

/** `document_chunks_minilm` as the original makes it. Returns the rows that are in it. */
export async function makeOriginalCollection(
  from: PythonEnvironment,
  wanted: OriginalCollection,
): Promise<readonly StoredRow[]> {
  return (await askPymilvus(from, 'make_original_collection', wanted)) as readonly StoredRow[]
}

/** The rows of these companies, by id. */
export async function readRows(
  from: PythonEnvironment,
  at: CollectionAt,
  companyIds: readonly string[],
): Promise<readonly StoredRow[]> {
  const filter = `company_id in ${JSON.stringify(companyIds)}`
  const request = { what: 'rows' as const, filter, fields: ['pk_id', 'document_id', 'content'] }
  return byKey((await readBack(from, at, request)) as readonly StoredRow[])
}

export const byKey = (rows: readonly StoredRow[]) => rows.toSorted((a, b) => (a.pk_id < b.pk_id ? -1 : 1))

/** A user of a server with authorization who may search and query every collection and nothing else. */
export async function makeReader(
  from: PythonEnvironment,
  { address, credential, ca }: ServerAddress,
  reader: { readonly user: string; readonly password: string },
): Promise<void> {
  await askPymilvus(from, 'make_reader', { address, token: credential, ca, ...reader })
}
