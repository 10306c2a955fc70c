import type { DocumentScope } from '../../../domain/document.ts'
import type { IndexedChunk } from '../../../domain/chunk.ts'
import { AppError } from '../../../domain/errors.ts'
import type { CompanyId } from '../../../domain/ids.ts'
import type { Condition } from '../wire/filter.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import { byDocument, countRows, idsOf, lookUpRows, queryRows, rowFields } from './read-rows.ts'
import { toChunks } from './to-chunks.ts'
import type { StoreSession } from '../collection/store-session.ts'

/** Bytes a row takes in a reply besides its embedding, on average and rounded up. */
const textBytes = 4_096

/**
 * All rows of a document with their embeddings. What does not fit into one page is cut by id, because no server promises an order (Milvus Lite
 * loses rows to keyset paging), and the number of rows is checked against a count taken before and after. Of rows with one key
 * one is given, which the server chooses.
 * @throws AppError `vector_store_unavailable` when the document changed meanwhile.
 */
export async function* scanDocument(
  session: StoreSession,
  scope: DocumentScope,
  signal: AbortSignal,
): AsyncGenerator<readonly IndexedChunk[]> {
  const { on, page: first } = await session.run('background', signal, async (collection) => ({
    on: collection,
    page: await readFirstPage(session, collection, { companyId: scope.companyId, of: ofDocument(scope) }, signal),
  }))
  const { expected, pageRows } = first
  if (first.whole) {
    if (expected > 0) yield first.rows
    return
  }
  let seen = 0
  for await (const page of pages(session, on, scope, { expected, pageRows }, signal)) {
    seen += page.length
    yield page
  }
  const whole = seen === expected || (await isDoubled(session, on, scope, { seen, expected }, signal))
  if (!whole || (await countOf(session, on, scope, signal)) !== expected) {
    const message = `A document changed while its ${expected} rows were read from the vector store.`
    throw new AppError('vector_store_unavailable', message, { retryable: true })
  }
}

/** What a reply may hold, and what it held. */
interface FirstPage {
  /** One more than a page, where there are more. */
  readonly rows: readonly IndexedChunk[]
  readonly pageRows: number
  /** Rows there are, as the server counts them. */
  readonly expected: number
  /** Whether these are all: one read is of one moment, and the count tells that the server has left nothing out. */
  readonly whole: boolean
}

/** Reads and counts at the same time: most of what is read fits into one page, and each strong read waits for the server's clock. */
export async function readFirstPage(
  session: StoreSession,
  on: OpenCollection,
  { companyId, of }: { readonly companyId: CompanyId; readonly of: Condition },
  signal: AbortSignal,
): Promise<FirstPage> {
  const pageRows = Math.max(1, Math.floor(session.limits.pageBytes / (on.dimension * 4 + textBytes)))
  const query = { companyId, conditions: [of], fields: rowFields(on), limit: pageRows + 1, signal }
  const [columns, expected] = await Promise.all([
    queryRows(session, on, query),
    countRows(session, on, [{ field: 'company_id', equals: companyId }, of], signal),
  ])
  const rows = toChunks(columns)
  return { rows, pageRows, expected, whole: rows.length <= pageRows && rows.length === expected }
}

/**
 * Whoever inserted without looking has made keys that are there more than once: Milvus counts each of their rows and gives one of them, not always the last.
 * Then as many keys as were read are all there are.
 */
async function isDoubled(
  session: StoreSession,
  on: OpenCollection,
  scope: DocumentScope,
  { seen, expected }: { readonly seen: number; readonly expected: number },
  signal: AbortSignal,
): Promise<boolean> {
  return seen < expected && (await idsOf(session, on, scope, expected, signal)).length === seen
}

const ofDocument = (scope: DocumentScope): Condition => ({ field: 'document_id', equals: scope.documentId })

function countOf(
  session: StoreSession,
  on: OpenCollection,
  scope: DocumentScope,
  signal: AbortSignal,
): Promise<number> {
  return countRows(session, on, byDocument(scope), signal)
}

async function* pages(
  session: StoreSession,
  on: OpenCollection,
  scope: DocumentScope,
  size: { readonly expected: number; readonly pageRows: number },
  signal: AbortSignal,
): AsyncGenerator<readonly IndexedChunk[]> {
  const base = { companyId: scope.companyId, fields: rowFields(on), signal }
  if (size.expected <= size.pageRows) {
    yield toChunks(await queryRows(session, on, { ...base, conditions: [ofDocument(scope)], atMost: size.expected }))
    return
  }
  const ids = await idsOf(session, on, scope, size.expected, signal)
  for (let start = 0; start < ids.length; start += size.pageRows) {
    yield toChunks(await lookUpRows(session, on, { ...base, ids: ids.slice(start, start + size.pageRows) }))
  }
}
