import type { DocumentItem } from '../../contract/documents.ts'
import { RequestFailed } from '../../client/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FileClient } from '../../client/node/file-client.ts'

/** What became of a document that was waited for. */
export type Outcome =
  | { readonly kind: 'processed'; readonly document: DocumentItem }
  | { readonly kind: 'failed'; readonly document: DocumentItem }
  /** Someone deleted it meanwhile. */
  | { readonly kind: 'gone'; readonly id: string }

export interface WatchOptions {
  readonly client: Pick<FileClient, 'document'>
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly onOutcome: (id: string, outcome: Outcome) => void
  /** Called when a document that is not ready yet was seen. */
  readonly onProgress?: (document: DocumentItem) => void
  /** First pause between rounds; grows to `maxPauseMs` while nothing changes. */
  readonly pauseMs?: number
  readonly maxPauseMs?: number
  /** How long the server may be away before waiting is given up. */
  readonly patienceMs?: number
}

/** Documents asked about in one round: the oldest, which are worked on first, and some of the others in turn. */
const OLDEST = 2
const OTHERS = 2

/**
 * Waits for documents without asking about each of them all the time: a round asks about four at most, and rounds become
 * rarer while nothing changes. Documents may be added while it waits.
 */
export class DocumentWatch {
  readonly #options: Required<Omit<WatchOptions, 'onProgress'>> & Pick<WatchOptions, 'onProgress'>
  readonly #pending = new Set<string>()
  readonly #seen = new Map<string, string>()
  #turn = 0
  #closed = false
  #wake = new AbortController()

  constructor(options: WatchOptions) {
    this.#options = { pauseMs: 250, maxPauseMs: 4_000, patienceMs: 60_000, ...options }
  }

  add(id: string): void {
    this.#pending.add(id)
    this.#wake.abort()
  }

  /** No more documents will be added: `run` ends when those known are done. */
  close(): void {
    this.#closed = true
    this.#wake.abort()
  }

  /** Documents without an outcome yet. */
  get pending(): number {
    return this.#pending.size
  }

  /** @throws RequestFailed when the server stays away, or `interrupted`. */
  async run(): Promise<void> {
    const { pauseMs, maxPauseMs, patienceMs } = this.#options
    let pause = pauseMs
    let awaySince: number | null = null
    while (!this.#closed || this.#pending.size > 0) {
      await this.#sleep(this.#pending.size === 0 ? maxPauseMs : pause)
      try {
        const changed = await this.#round()
        pause = changed ? pauseMs : Math.min(maxPauseMs, pause * 1.5)
        awaySince = null
      } catch (error) {
        if (!isAway(error)) throw error
        const now = this.#options.clock.monotonicMs()
        awaySince ??= now
        if (now - awaySince > patienceMs) throw error
        pause = maxPauseMs
      }
    }
  }

  async #sleep(ms: number): Promise<void> {
    this.#wake = new AbortController()
    // Waking up early is not a failure; an interruption shows in the next request.
    const { clock, signal } = this.#options
    await clock.sleep(ms, AbortSignal.any([this.#wake.signal, signal])).catch(() => null)
    signal.throwIfAborted()
  }

  /** True when anything moved. */
  async #round(): Promise<boolean> {
    const ids = [...this.#pending]
    const others = ids.slice(OLDEST)
    const offset = others.length === 0 ? 0 : this.#turn % others.length
    const inTurn = [...others.slice(offset), ...others.slice(0, offset)].slice(0, OTHERS)
    this.#turn += OTHERS
    const moved = await Promise.all([...ids.slice(0, OLDEST), ...inTurn].map((id) => this.#look(id)))
    return moved.includes(true)
  }

  async #look(id: string): Promise<boolean> {
    const document = await this.#options.client.document(id).catch((error: unknown) => {
      if (error instanceof RequestFailed && error.status === 404) return null
      throw error
    })
    if (document === null) return this.#settle(id, { kind: 'gone', id })
    if (document.status === 'processed') return this.#settle(id, { kind: 'processed', document })
    if (document.status === 'error') return this.#settle(id, { kind: 'failed', document })
    const state = JSON.stringify([document.status, document.progress, document.attempts])
    const moved = this.#seen.get(id) !== state
    this.#seen.set(id, state)
    if (moved) this.#options.onProgress?.(document)
    return moved
  }

  #settle(id: string, outcome: Outcome): true {
    this.#pending.delete(id)
    this.#seen.delete(id)
    this.#options.onOutcome(id, outcome)
    return true
  }
}

function isAway(error: unknown): boolean {
  if (!(error instanceof RequestFailed)) return false
  return error.status >= 500 || ['unreachable', 'timeout', 'connection_lost'].includes(error.code)
}
