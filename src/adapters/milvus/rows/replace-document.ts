import type { IndexedChunk } from '../../../domain/chunk.ts'
import type { DocumentScope } from '../../../domain/document.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import type { CheckedRows } from './check-rows.ts'
import { checkRows } from './check-rows.ts'
import { byDocument } from './read-rows.ts'
import type { WritingParts } from './remove-document.ts'
import { removeDocument } from './remove-document.ts'
import { findSurplus, idsAtATime, isNumbered, probeBeyond } from './surplus-rows.ts'
import type { RowWriter } from './write-rows.ts'

/** Upserts all rows first and removes what is left of an older version last, so that readers never see none. */
export async function replaceDocument(
  parts: WritingParts,
  scope: DocumentScope,
  chunks: readonly IndexedChunk[],
  signal: AbortSignal,
): Promise<void> {
  if (chunks.length === 0) return removeDocument(parts, scope, signal)
  await parts.session.run('background', signal, async (on) => {
    const rows = checkRows(scope, chunks, on)
    const surplus = await writeRows(parts, on, scope, rows, signal)
    await removeSurplus(parts.writer, on, scope, surplus, signal)
  })
}

/** Returns the ids of rows that are left of an older version. */
async function writeRows(
  parts: WritingParts,
  on: OpenCollection,
  scope: DocumentScope,
  { rows, ids: wanted }: CheckedRows,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (!on.abilities.fastById || !isNumbered(scope, wanted)) {
    await parts.writer.upsert(on, rows, signal)
    return findSurplus(parts.session, on, scope, wanted, signal)
  }
  // What lies beyond the last new row is not touched by writing the new ones, so it is looked for at the same time.
  const [written, beyond] = await Promise.allSettled([
    parts.writer.upsert(on, rows, signal),
    probeBeyond(parts.session, on, scope, wanted.size, signal),
  ])
  if (written.status === 'rejected') throw written.reason
  if (beyond.status === 'rejected') throw beyond.reason
  return beyond.value
}

export async function removeSurplus(
  writer: RowWriter,
  on: OpenCollection,
  scope: DocumentScope,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  // From the last row down: what an interruption leaves behind then follows the new rows without a gap.
  for (let end = ids.length; end > 0; end -= idsAtATime) {
    const part = ids.slice(Math.max(0, end - idsAtATime), end)
    await writer.remove(on, [...byDocument(scope), { field: 'pk_id', in: part }], signal)
  }
}
