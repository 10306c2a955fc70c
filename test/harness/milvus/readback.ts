import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PythonEnvironment } from './python-environments.ts'
import type { ServerAddress } from './server-call.ts'

const run = promisify(execFile)
const script = (name: string) => join(import.meta.dirname, name)
const limits = { timeout: 120_000, maxBuffer: 256 * 1024 * 1024 }

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
export async function readBack(from: PythonEnvironment, at: CollectionAt, request: ReadbackRequest): Promise<unknown> {
  const { stdout } = await run(from.python, [script('readback.py'), JSON.stringify({ ...at, ...request })], limits)
  return JSON.parse(stdout)
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
  const { stdout } = await run(from.python, [script('make-original-collection.py'), JSON.stringify(wanted)], limits)
  return JSON.parse(stdout) as readonly StoredRow[]
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
  const request = { address, token: credential, ca, ...reader }
  await run(from.python, [script('make-reader.py'), JSON.stringify(request)], limits)
}
