import type { DocumentItem } from '../../contract/documents.ts'
import type { DocumentStreamEvent } from '../../contract/document-events.ts'
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
  readonly client: Pick<FileClient, 'document' | 'followDocuments'>
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly onOutcome: (id: string, outcome: Outcome) => void
  /** Called when a document that is not ready yet was seen. */
  readonly onProgress?: (id: string, progress: DocumentItem['progress']) => void
  /** First pause between rounds; grows to `maxPauseMs` while nothing changes. */
  readonly pauseMs?: number
  readonly maxPauseMs?: number
  /** The same while events come: rounds only find what they did not tell, and that the server is away. */
  readonly followedPauseMs?: number
  /** How long the server may be away before waiting is given up. */
  readonly patienceMs?: number
}

/** Documents asked about in one round: the oldest, which are worked on first, and some of the others in turn. */
const OLDEST = 2
const OTHERS = 2

/**
 * Waits for documents: by the server's events, each document asked about once when it has ended. Where there are no events it asks
 * in rounds, about four at most, and rounds become rarer while nothing changes. Documents may be added while it waits.
 */
export class DocumentWatch {
  readonly #options: Required<Omit<WatchOptions, 'onProgress'>> & Pick<WatchOptions, 'onProgress'>
  readonly #pending = new Set<string>()
  readonly #seen = new Map<string, string>()
  /** Of the pending ones, those to ask about now. */
  readonly #due = new Set<string>()
  /** Ended before they were added: the reply to an upload may come later than the events about it. */
  readonly #endedEarly = new Set<string>()
  #followed = false
  #turn = 0
  #closed = false
  #wake = new AbortController()

  constructor(options: WatchOptions) {
    const pauses = { pauseMs: 250, maxPauseMs: 4_000, followedPauseMs: 30_000, patienceMs: 60_000 }
    this.#options = { ...pauses, ...options }
  }

  add(id: string): void {
    this.#pending.add(id)
    if (this.#endedEarly.delete(id)) this.#due.add(id)
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
    const done = new AbortController()
    const following = this.#follow(done.signal)
    try {
      await this.#wait()
    } finally {
      done.abort()
      await following
    }
  }

  async #wait(): Promise<void> {
    const { pauseMs, maxPauseMs, followedPauseMs, patienceMs } = this.#options
    let pause = pauseMs
    let awaySince: number | null = null
    while (!this.#closed || this.#pending.size > 0) {
      const rests = awaySince !== null || this.#due.size === 0
      const usual = this.#followed && awaySince === null ? followedPauseMs : pause
      const rested = !rests || (await this.#sleep(this.#pending.size === 0 ? maxPauseMs : usual))
      if (this.#followed && !rested && this.#due.size === 0) continue
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

  /** Never rejects: without events there are rounds. */
  async #follow(signal: AbortSignal): Promise<void> {
    try {
      for await (const event of this.#options.client.followDocuments(null, signal)) this.#hear(event)
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
    } finally {
      this.#followed = false
      this.#wake.abort()
    }
  }

  #hear(event: DocumentStreamEvent): void {
    if (event.name === 'ready' || event.name === 'reset') {
      this.#followed = true
      // what became of them until now nobody tells
      for (const id of this.#pending) this.#due.add(id)
      this.#wake.abort()
      return
    }
    const { document_id: id } = event.data
    const ended = event.name === 'deleted' || event.data.status === 'processed' || event.data.status === 'error'
    if (!ended) {
      if (this.#pending.has(id)) this.#options.onProgress?.(id, event.data.progress)
    } else if (this.#pending.has(id)) {
      this.#due.add(id)
      this.#wake.abort()
    } else this.#endedEarly.add(id)
  }

  /** Whether the time passed; false when it was woken. */
  async #sleep(ms: number): Promise<boolean> {
    this.#wake = new AbortController()
    // Waking up early is not a failure; an interruption shows in the next request.
    const { clock, signal } = this.#options
    await clock.sleep(ms, AbortSignal.any([this.#wake.signal, signal])).catch(() => null)
    signal.throwIfAborted()
    return !this.#wake.signal.aborted
  }

  /** True when anything moved. */
  async #round(): Promise<boolean> {
    const ids = [...(this.#due.size > 0 ? this.#due : this.#pending)]
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
    this.#due.delete(id)
    if (document === null) return this.#settle(id, { kind: 'gone', id })
    if (document.status === 'processed') return this.#settle(id, { kind: 'processed', document })
    if (document.status === 'error') return this.#settle(id, { kind: 'failed', document })
    const state = JSON.stringify([document.status, document.progress, document.attempts])
    const moved = this.#seen.get(id) !== state
    this.#seen.set(id, state)
    if (moved) this.#options.onProgress?.(id, document.progress)
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
