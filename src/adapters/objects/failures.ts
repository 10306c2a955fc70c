import { hasCode } from '../../domain/has-code.ts'
import { createCalls } from '../../flow/calls.ts'

export const isAbsent = (error: unknown): boolean => hasCode(error, 'ENOENT', 'ENOTDIR')

/** What a disk says, for the person who has to mend it. */
const meanings: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOENT: 'it is not there; is its disk mounted?',
  ENOTDIR: 'a file is where a folder should be',
  EROFS: 'its disk is read-only',
  EACCES: 'this account may not use it',
  EPERM: 'this account may not use it',
  EIO: 'its disk fails',
  ESTALE: 'the network drive was mounted anew; restart Atenex',
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
  if (code === null) return 'unknown reason'
  const meaning = meanings[code]
  return meaning === undefined ? code : `${meaning} (${code})`
}

export const calls = createCalls({
  callee: { name: 'local object store', lateCode: 'object_store_unavailable' },
  // local disks answer in milliseconds; this is for a network drive that hangs
  readLimitMs: 30_000,
  reasonOf,
})
