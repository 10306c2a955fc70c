import { createCalls } from '../../flow/calls.ts'

/** A reply that cannot be one of this store: of a proxy, cut off, changed. Its message completes "could not do this: …". */
export class StrangeReply extends Error {
  override readonly name = 'StrangeReply'
}

/** The status of a reply; null when there was none. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  const code = Number(error.code)
  return Number.isInteger(code) && code > 0 ? code : null
}

function reasonOf(error: unknown): string {
  if (error instanceof StrangeReply) return error.message
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
