import { isFailure, MilvusFailure } from '../calls/milvus-failure.ts'
import { encodeNamedCollection } from '../wire/collection-messages.ts'
import { decodeStatusReply, type Reply } from '../wire/status.ts'
import { decodeMutation, encodeDelete, encodeRows } from '../wire/write-messages.ts'
import type { StoreSession } from './store-session.ts'

/** What a collection that gets rows needs. */
export type MilvusRight = 'CreateCollection' | 'Upsert' | 'Delete'

/** No row of anybody has it: ours are `{document_id}_{index}`. */
const nobody = 'atenex-asks-for-rights'

/**
 * What this key may not do, asked with requests that change nothing: a collection without a name, no rows, a key that nobody has. A
 * server looks at the rights first, so whatever else it answers, the right is there. Nothing is asked of Milvus Lite, which has no
 * rights and takes such requests badly, nor without a key. @returns null where nothing was asked.
 */
export async function probeRights(session: StoreSession, signal: AbortSignal): Promise<readonly MilvusRight[] | null> {
  const { family } = await session.profile('background', signal)
  if ((session.options.credential?.() ?? null) === null) return null
  if (family.name !== 'milvus' && family.name !== 'zilliz') return null
  const { database } = session
  const { collection } = session.options
  const filter = { expression: `pk_id in ["${nobody}"]`, values: {} }
  const noRows = encodeRows('upsert', { database, collection, dimension: 1, terms: false }, [])
  const asked: readonly [MilvusRight, () => Promise<unknown>][] = [
    [
      'CreateCollection',
      () => ask(session, 'CreateCollection', encodeNamedCollection(database, ''), decodeStatusReply, signal),
    ],
    ['Upsert', () => ask(session, 'Upsert', noRows, decodeMutation, signal)],
    ['Delete', () => ask(session, 'Delete', encodeDelete({ database, collection }, filter), decodeMutation, signal)],
  ]
  const lacking: MilvusRight[] = []
  for (const [right, work] of asked) if (await isForbidden(work)) lacking.push(right)
  return lacking
}

function ask<T>(
  { client }: StoreSession,
  method: MilvusRight,
  body: Buffer,
  decode: (bytes: Buffer) => Reply<T>,
  signal: AbortSignal,
): Promise<unknown> {
  return client.call({ method, class: 'admin', body, decode, signal, once: true })
}

async function isForbidden(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return false
  } catch (error) {
    if (isFailure(error, 'forbidden')) return true
    if (error instanceof MilvusFailure && error.serverCode !== null) return false
    throw error
  }
}
