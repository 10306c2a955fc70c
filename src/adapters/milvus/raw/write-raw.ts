import type { RawRows } from '../../../ports/raw-collection.ts'
import { isFailure } from '../calls/milvus-failure.ts'
import type { StoreSession } from '../collection/store-session.ts'
import { writeAlone } from '../rows/write-lock.ts'
import { encodeRawUpsert } from '../wire/raw/write-raw-columns.ts'
import { decodeMutation } from '../wire/write-messages.ts'
import { rawRows } from './raw-rows.ts'

/** In requests of the size servers take; one that is too large is sent in halves. */
export async function writeRaw(session: StoreSession, rows: RawRows, signal: AbortSignal): Promise<void> {
  if (rows.keys.length === 0) return
  const { limits, abilities } = await session.profile('background', signal)
  const largest = Math.min(session.limits.batchBytes, limits.requestBytes / 2)
  if (rows.bytes > largest && rows.keys.length > 1) return inHalves(session, rows, signal)
  const { database, options, client } = session
  const { columns, keys } = rows
  const body = encodeRawUpsert({ database, collection: options.collection, columns, rows: keys.length })
  const call = { method: 'Upsert', class: 'write' as const, body, decode: decodeMutation, signal }
  try {
    await writeAlone(session, abilities, signal, () => client.call(call))
  } catch (error) {
    if (!isFailure(error, 'too-large') || keys.length < 2) throw error
    await inHalves(session, rows, signal)
  }
}

async function inHalves(session: StoreSession, rows: RawRows, signal: AbortSignal): Promise<void> {
  const half = rows.keys.length >> 1
  await writeRaw(session, slice(rows, 0, half), signal)
  await writeRaw(session, slice(rows, half, rows.keys.length), signal)
}

function slice({ keys, columns }: RawRows, from: number, to: number): RawRows {
  const cut = columns.map((column) => ({ ...column, values: column.values.slice(from, to) }))
  return rawRows(keys.slice(from, to), cut)
}
