import type { IndexedChunk } from '../../../domain/chunk.ts'
import type { Condition } from '../wire/filter.ts'
import { renderFilter } from '../wire/filter.ts'
import type { LastWrite } from './last-write.ts'
import { isFailure, MilvusFailure } from '../calls/milvus-failure.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import type { CallUse } from '../calls/meter-call.ts'
import { companyOf } from './read-rows.ts'
import type { RowBatch } from './row-limits.ts'
import { batchesByBytes } from './row-limits.ts'
import type { ScratchBuffers } from './scratch-buffers.ts'
import { keepScratchBuffers } from './scratch-buffers.ts'
import type { StoreSession } from '../collection/store-session.ts'
import type { MutationResult } from '../wire/write-messages.ts'
import { decodeMutation, encodeDelete, encodeRows } from '../wire/write-messages.ts'
import { writeAlone } from './write-lock.ts'

/** Writes to one server; learns how large a request may be and how long one takes. */
export interface RowWriter {
  readonly upsert: (on: OpenCollection, rows: readonly IndexedChunk[], signal: AbortSignal) => Promise<void>
  readonly remove: (on: OpenCollection, conditions: readonly Condition[], signal: AbortSignal) => Promise<void>
}

/** Names and tags of a request besides its rows. */
const requestBytes = 1_024
const smallestBatch = 64 * 1024

interface Writing {
  readonly session: StoreSession
  readonly lastWrite: LastWrite
  readonly scratch: ScratchBuffers
  readonly learned: { batchBytes: number }
}

/** Both replace rows; which one does it at least cost is the server's matter. */
const upsert = { method: 'Upsert', type: 'upsert', taken: (result: MutationResult) => result.upserted } as const
const insert = { method: 'Insert', type: 'insert', taken: (result: MutationResult) => result.inserted } as const

interface Sent {
  readonly method: 'Upsert' | 'Insert' | 'Delete'
  readonly body: Buffer
  readonly use: CallUse<MutationResult>
}

async function send(
  { session, lastWrite }: Writing,
  { method, body, use }: Sent,
  signal: AbortSignal,
): Promise<MutationResult> {
  const { abilities } = await session.profile('background', signal)
  const call = { method, class: 'write' as const, body, decode: decodeMutation, signal, use }
  const result = await writeAlone(session, abilities, signal, () => session.client.call<MutationResult>(call))
  lastWrite.note(result.timestamp)
  return result
}

/** Writes one request, or two halves of it when the server finds it too large; remembers that for the next. */
async function writeBatch(
  writing: Writing,
  on: OpenCollection,
  { rows, bytes }: RowBatch,
  signal: AbortSignal,
): Promise<void> {
  const { session, scratch, learned } = writing
  const target = { database: session.database, collection: on.name, dimension: on.dimension, terms: on.sparse }
  try {
    const room = scratch.take(bytes + requestBytes)
    const use = { companyId: rows[0]?.companyId ?? null, on, rows: () => rows.length }
    const { method, type, taken } = on.abilities.insertReplaces ? insert : upsert
    const body = encodeRows(type, target, rows, room)
    const result = await send(writing, { method, body, use }, signal)
    checkAcknowledged(method, { taken: taken(result), sent: rows.length }, on)
    // Not after a failure: an attempt that was given up may still be reading it.
    scratch.giveBack(room)
  } catch (error) {
    if (!isFailure(error, 'too-large') || rows.length < 2) throw error
    const half = Math.ceil(rows.length / 2)
    const batchBytes = Math.max(smallestBatch, Math.floor(learned.batchBytes / 2))
    learned.batchBytes = batchBytes
    session.options.log.warn({ rows: rows.length, batchBytes }, 'halved a batch the vector store found too large')
    await writeBatch(writing, on, { rows: rows.slice(0, half), bytes }, signal)
    await writeBatch(writing, on, { rows: rows.slice(half), bytes }, signal)
  }
}

export function createRowWriter(session: StoreSession, lastWrite: LastWrite): RowWriter {
  const { database, limits } = session
  const scratch = keepScratchBuffers(limits.writes)
  const writing: Writing = { session, lastWrite, scratch, learned: { batchBytes: limits.batchBytes } }
  return {
    upsert: async (on, rows, signal) => {
      const profile = await session.profile('background', signal)
      const batches = batchesByBytes(rows, Math.min(writing.learned.batchBytes, profile.limits.requestBytes / 2))
      const lanes = profile.abilities.guardsWrites ? Math.min(limits.writes, profile.limits.writes) : 1
      await inLanes(lanes, batches, (batch) => writeBatch(writing, on, batch, signal))
    },
    remove: async (on, conditions, signal) => {
      const filter = renderFilter(conditions, on.filterStyle)
      const named = conditions.map((condition) => ('in' in condition ? condition.in.length : 0))
      // a row that is named is billed also when it is not there
      const deleted = (reply: MutationResult | null) => Math.max(reply?.deleted ?? 0, ...named)
      const use = { companyId: companyOf(conditions), on, rows: deleted }
      await send(
        writing,
        { method: 'Delete', body: encodeDelete({ database, collection: on.name }, filter), use },
        signal,
      )
    },
  }
}

/** What is acknowledged must be what was sent; some servers leave the number out. */
function checkAcknowledged(
  method: 'Upsert' | 'Insert',
  { taken, sent }: { readonly taken: number; readonly sent: number },
  on: OpenCollection,
): void {
  if (taken === sent || (taken === 0 && !on.abilities.countsUpserts)) return
  const facts = { kind: 'malformed' as const, method, grpcCode: null, serverCode: null }
  throw new MilvusFailure(`${method}: the server acknowledged ${taken} of ${sent} rows`, facts)
}

/** Works through `items` in order, at most `lanes` at a time; stops at the first failure. */
async function inLanes<T>(lanes: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  let failed = false
  const lane = async () => {
    for (let item = items[next++]; item !== undefined && !failed; item = items[next++]) {
      try {
        await work(item)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  // Every lane is waited for, so that nothing is still being written when the failure is reported.
  const results = await Promise.allSettled(Array.from({ length: Math.min(lanes, items.length) }, lane))
  const rejected = results.find((result) => result.status === 'rejected')
  if (rejected !== undefined) throw rejected.reason
}
