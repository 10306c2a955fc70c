import { statfs } from 'node:fs/promises'
import { AppError } from '../domain/errors.ts'
import { hasCode } from '../domain/has-code.ts'
import { fullDiskInSpanish, isFull } from '../domain/least-room.ts'

/**
 * The failure of a local copy: a full disk as a transient error, since somebody may make room; anything else unchanged. Without
 * this an upload would be answered with 500, and a document would end in an error that is never retried.
 */
export function orFullDisk(error: unknown): unknown {
  if (!hasCode(error, 'ENOSPC', 'EDQUOT')) return error
  return fullDisk(error)
}

/**
 * Before a local copy is written, and while it is: the last of the room is PostgreSQL's, without which not even questions are answered.
 * @param leastRoomBytes for tests: with less the disk counts as full.
 * @throws AppError `object_store_unavailable` (retryable).
 */
export async function requireRoom(folder: string, leastRoomBytes?: number): Promise<void> {
  if (isFull(await statfs(folder), leastRoomBytes)) throw fullDisk(null)
}

function fullDisk(cause: unknown): AppError {
  const sentence = 'There is no room for a copy of the file: the disk of ATENEX_DATA_DIR is full. Try again later.'
  const spanish = fullDiskInSpanish
  return new AppError('object_store_unavailable', sentence, { retryable: true, cause, spanish })
}
