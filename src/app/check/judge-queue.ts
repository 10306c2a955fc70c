import type { Backlog } from '../../adapters/postgres/health.ts'
import type { CheckedPart } from '../../contract/health.ts'

/** A document without progress for this long is waiting for something. */
const quietSeconds = 120

const partAnswers = 'They go on by themselves once the part that failed them answers: see its line.'
const noRoomToRead =
  'The machine gives the worker too little memory, or too few processes or open files: raise the limits of its service or container, and they go on by themselves.'
export const noWorker = 'Is a worker running (ATENEX_ROLES with ingest-worker)?'

/**
 * Whether documents get on: a long queue that is worked at is none to worry about. Otherwise says what they wait for: for a worker, or for a
 * part that failed them.
 */
export function judgeQueue({ waiting, oldestSeconds, running, failures }: Backlog): Omit<CheckedPart, 'name'> {
  const finding = (status: CheckedPart['status'], detail: string, remedy: string | null) => ({
    status,
    version: null,
    detail,
    remedy,
  })
  if (waiting === 0) return finding('ok', 'nothing waits', null)
  const counted = waiting === 1 ? '1 document waits or runs' : `${waiting} documents wait or run`
  const failed = failures.map(({ code, documents }) => `${code} (${documents})`).join(', ')
  const also = failed === '' ? '' : `; tried again after ${failed}`
  const quiet = (oldestSeconds ?? 0) >= quietSeconds
  if (running > 0) return finding('ok', `${counted}, ${running} of them worked at now${also}`, null)
  const detail = `${counted}, the oldest unchanged for ${oldestSeconds} s${also}`
  if (!quiet) return finding('ok', detail, null)
  if (failed !== '')
    return finding('warning', detail, failures[0]?.code === 'reader_unavailable' ? noRoomToRead : partAnswers)
  return finding('warning', detail, `${noWorker} One that runs may wait for a part: see the other lines.`)
}
