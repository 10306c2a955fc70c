/** What a failed call means for us; `retry-policy.ts` says what is done about each. */
export type FailureKind =
  /** Not reachable, not ready, restarting: the same call may succeed later. */
  | 'unavailable'
  /** No answer in time: the call may or may not have been carried out. */
  | 'timeout'
  | 'rate-limited'
  | 'not-loaded'
  /** The request is larger than the server takes: half of it may pass. */
  | 'too-large'
  /** Memory, disk or quota is used up: a person must act. */
  | 'capacity'
  /** Reading or writing was switched off: whoever runs the server switches it on. */
  | 'switched-off'
  | 'collection-missing'
  | 'index-missing'
  | 'database-missing'
  | 'already-exists'
  | 'unauthenticated'
  | 'forbidden'
  | 'unimplemented'
  /** Unknown trouble inside the server: worth a second try, not a minute of them. */
  | 'internal'
  | 'rejected'
  /** The answer is not what the protocol says. */
  | 'malformed'
  /** Our own breaker is open. */
  | 'breaker-open'
  /** Its time was used up by waiting for its turn, so it was never sent: says nothing about the server. */
  | 'not-sent'

export interface FailureFacts {
  readonly kind: FailureKind
  readonly method: string
  /** gRPC status, null when the server answered with a status of its own. */
  readonly grpcCode: number | null
  /** The server's code, null when the transport failed. */
  readonly serverCode: number | null
  readonly cause?: unknown
  /** The request may have reached the server, and nobody knows what became of it. Default false. */
  readonly inDoubt?: boolean
}

/** A call that failed. Stays inside this folder; `store-error.ts` translates it at the edge. */
export class MilvusFailure extends Error {
  override readonly name = 'MilvusFailure'
  readonly kind: FailureKind
  readonly method: string
  readonly grpcCode: number | null
  readonly serverCode: number | null
  /** The server may have been sent the request and may still be working on it. */
  readonly inDoubt: boolean

  constructor(message: string, facts: FailureFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.kind = facts.kind
    this.method = facts.method
    this.grpcCode = facts.grpcCode
    this.serverCode = facts.serverCode
    this.inDoubt = facts.inDoubt ?? false
  }
}

export function isFailure(error: unknown, ...kinds: readonly FailureKind[]): error is MilvusFailure {
  return error instanceof MilvusFailure && kinds.includes(error.kind)
}
