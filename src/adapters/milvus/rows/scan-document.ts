import type { DocumentScope } from '../../../domain/document.ts'
import type { IndexedChunk } from '../../../domain/chunk.ts'
import { AppError } from '../../../domain/errors.ts'
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
  const { on, pageRows, first, expected } = await session.run('background', signal, async (collection) => {
    const most = pageRowsOf(session, collection)
    // at the same time: most documents fit into one page, and each strong read waits for the server's clock
    const [rows, count] = await Promise.all([
      firstPage(session, collection, scope, most, signal),
      countOf(session, collection, scope, signal),
    ])
    return { on: collection, pageRows: most, first: rows, expected: count }
  })
  if (expected === 0 && first.length === 0) return
  // one read is of one moment; the count tells that the server has left nothing out
  if (first.length <= pageRows && first.length === expected) {
    yield first
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

/** Rows that are read at once. */
export function pageRowsOf({ limits }: StoreSession, { dimension }: OpenCollection): number {
  return Math.max(1, Math.floor(limits.pageBytes / (dimension * 4 + textBytes)))
}

/** One row more than a page, where the document has more than one. */
async function firstPage(
  session: StoreSession,
  on: OpenCollection,
  scope: DocumentScope,
  pageRows: number,
  signal: AbortSignal,
): Promise<readonly IndexedChunk[]> {
  const { companyId } = scope
  const query = { companyId, conditions: [ofDocument(scope)], fields: rowFields(on), signal }
  return toChunks(await queryRows(session, on, { ...query, limit: pageRows + 1 }))
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
