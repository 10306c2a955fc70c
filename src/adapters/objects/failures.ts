import { hasCode } from '../../domain/has-code.ts'
import { createCalls } from '../../flow/calls.ts'

export const isAbsent = (error: unknown): boolean => hasCode(error, 'ENOENT', 'ENOTDIR')

function reasonOf(error: unknown): string {
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) return 'the disk is full'
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason'
}

export const calls = createCalls({
  callee: { name: 'local object store', lateCode: 'object_store_unavailable' },
  // local disks answer in milliseconds; this is for a network drive that hangs
  readLimitMs: 30_000,
  reasonOf,
})
