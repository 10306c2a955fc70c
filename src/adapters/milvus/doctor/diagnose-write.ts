import { randomUUID } from 'node:crypto'
import type { IndexedChunk } from '../../../domain/chunk.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../../../domain/ids.ts'
import { AppError } from '../../../domain/errors.ts'
import type { AdminTarget } from '../collection/collection-admin.ts'
import { dropCollection } from '../collection/collection-admin.ts'
import { hasTerms } from '../collection/compare-collection.ts'
import { ensureCollection } from '../collection/ensure-collection.ts'
import { renderFilter } from '../wire/filter.ts'
import type { Finding } from './finding.ts'
import { finding } from './finding.ts'
import { isFailure, MilvusFailure } from '../calls/milvus-failure.ts'
import type { MilvusOptions } from '../calls/milvus-options.ts'
import { timeoutsOf } from '../calls/milvus-options.ts'
import type { ServerProfile } from '../collection/server-profile.ts'
import { decodeQuery, encodeQuery } from '../wire/query-messages.ts'
import { strong } from '../rows/last-write.ts'
import { decodeMutation, encodeDelete, encodeRows } from '../wire/write-messages.ts'

const dimension = 4

function scratchRow(): IndexedChunk {
  const documentId = parseDocumentId(randomUUID())
  return {
    id: chunkId(documentId, 0),
    companyId: parseCompanyId(randomUUID()),
    documentId,
    fileName: 'check.txt',
    page: null,
    title: 'check',
    tokens: 1,
    contentHash: '0'.repeat(64),
    content: 'check',
    terms: 'check',
    embedding: Float32Array.of(1, 0, 0, 0),
  }
}

const noWriteRemedy =
  'Give the role of this key Upsert and Delete on the collection (a read-only key is right for questions).'

async function rowsOf(target: AdminTarget, row: IndexedChunk): Promise<number> {
  const filter = renderFilter([{ field: 'company_id', equals: row.companyId }], 'literal')
  const where = { database: target.database, collection: target.collection, filter }
  const body = encodeQuery({ ...where, outputFields: ['count(*)'], freshness: strong, limit: null })
  const call = { method: 'Query', class: 'read' as const, body, decode: decodeQuery, signal: target.signal }
  return (await target.client.call(call)).get('count(*)')?.integers[0] ?? -1
}

async function mutate(target: AdminTarget, method: 'Upsert' | 'Delete', body: Buffer): Promise<void> {
  const call = { method, class: 'write' as const, body, decode: decodeMutation, signal: target.signal }
  await target.client.call(call)
}

/** Writes a row, reads it, deletes it and reads again. */
async function round(target: AdminTarget, terms: boolean): Promise<Finding> {
  const row = scratchRow()
  const where = { database: target.database, collection: target.collection }
  await mutate(target, 'Upsert', encodeRows('upsert', { ...where, dimension, terms }, [row]))
  const written = await rowsOf(target, row)
  const filter = renderFilter([{ field: 'company_id', equals: row.companyId }], 'literal')
  await mutate(target, 'Delete', encodeDelete(where, filter))
  const left = await rowsOf(target, row)
  if (written === 1 && left === 0) {
    return finding(
      'write',
      'ok',
      'write_round',
      'A row was written, read, deleted and is gone, in a scratch collection.',
    )
  }
  const message = `After writing one row ${written} were seen, after deleting it ${left}.`
  return finding('write', 'error', 'write_round_wrong', message, 'Do not use this server: it does not keep its word.')
}

/** Where no collection may be created: a delete in the real one that can match nothing still needs the right to write. */
async function probeWriteRight(target: AdminTarget, refused: MilvusFailure): Promise<Finding> {
  const filter = renderFilter([{ field: 'pk_id', in: ['-'] }], 'literal')
  try {
    await mutate(target, 'Delete', encodeDelete({ database: target.database, collection: target.collection }, filter))
    const message = `The key may write the collection but not create one. ${refused.message}`
    return finding('write', 'note', 'no_right_to_create', message, 'Enough once the collection exists.')
  } catch (error) {
    if (isFailure(error, 'forbidden', 'unauthenticated')) {
      return finding('write', 'error', 'no_right_to_write', `The key may not write. ${error.message}`, noWriteRemedy)
    }
    const message = `The key may not create a collection. ${refused.message}`
    return finding('write', 'error', 'no_right_to_create', message, 'Create the collection with another key first.')
  }
}

/** A real round in a scratch collection, which is dropped whatever happens. */
export async function diagnoseWrite(
  real: AdminTarget,
  options: MilvusOptions,
  { abilities }: ServerProfile,
): Promise<Finding> {
  const name = `atenex_check_${randomUUID().replaceAll('-', '')}`
  const target: AdminTarget = { ...real, collection: name }
  const fingerprint = { model: 'check', revision: '0', dimension, prefixRule: 'none', normalised: true, chunking: '0' }
  try {
    const loadTimeoutMs = timeoutsOf(options).admin
    const ensuring = { abilities, loadTimeoutMs, log: options.log }
    const definition = await ensureCollection(target, { name, dimension, fingerprint }, ensuring)
    return await round(target, hasTerms(definition))
  } catch (error) {
    if (!(error instanceof MilvusFailure) && !(error instanceof AppError)) throw error
    if (isFailure(error, 'forbidden', 'unauthenticated')) {
      if (error.method === 'CreateCollection') return await probeWriteRight(real, error)
      return finding('write', 'error', 'no_right_to_write', `The key may not write. ${error.message}`, noWriteRemedy)
    }
    const message = `The write round failed. ${error.message}`
    return finding('write', 'error', 'write_round_failed', message, 'Look at the log of the server.')
  } finally {
    await dropQuietly(target, options)
  }
}

async function dropQuietly(target: AdminTarget, options: MilvusOptions): Promise<void> {
  try {
    await dropCollection({ ...target, once: true })
  } catch (error) {
    // It may never have been created; a scratch collection that stays is told, not hidden.
    if (isFailure(error, 'collection-missing', 'forbidden', 'unauthenticated')) return
    options.log.warn({ collection: target.collection, err: error }, 'could not drop the scratch collection')
  }
}
