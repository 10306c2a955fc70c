import type { ErrorCode } from '../domain/errors.ts'

/** Where requests are counted. None of the observers may throw. */
export interface RequestObserver {
  began(): void
  /** @param route as it is registered, such as `/api/v1/ingest/status/:documentId`; never the address that was asked. */
  ended(request: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly ms: number
  }): void
}

export interface ModelCall {
  readonly model: 'embedder' | 'reader' | 'answer model'
  readonly purpose: 'query' | 'passage' | 'answer'
  readonly outcome: 'ok' | ErrorCode
  /** Texts embedded; 1 for an answer. */
  readonly texts: number
  readonly ms: number
}

export interface ModelObserver {
  call(call: ModelCall): void
}

/** A pool of connections, asked whenever somebody looks. */
export interface PoolState {
  readonly totalCount: number
  readonly idleCount: number
  /** Who waits for a connection. */
  readonly waitingCount: number
}
