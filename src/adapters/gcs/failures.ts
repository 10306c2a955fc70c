import { createCalls } from '../../flow/calls.ts'

/** The status of a reply; null when there was none. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  const code = Number(error.code)
  return Number.isInteger(code) ? code : null
}

function reasonOf(error: unknown): string {
  const status = statusOf(error)
  if (status === 401 || status === 403) return `it refused the service account (${status})`
  if (status === 404) return 'it has no such bucket'
  if (status !== null) return `it answered ${status}`
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return 'it did not answer'
}

export const calls = createCalls({
  callee: { name: 'object store', lateCode: 'object_store_unavailable' },
  // the client itself gives up before
  readLimitMs: 30_000,
  reasonOf,
})
