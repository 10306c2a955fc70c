import type { Log } from '../../../ports/log.ts'
import type { InferenceOutcome, InferenceReply } from './inference-messages.ts'
import { startInferenceProcess, type InferenceProcess } from './inference-process.ts'

/** One text on its way through the pool. */
export interface InferenceTask {
  readonly id: number
  readonly ids: Int32Array
  readonly urgent: boolean
  readonly resolve: (embedding: Float32Array) => void
  readonly reject: (reason: string) => void
  /** Processes that ended while this text was in them. */
  crashes: number
}

export interface SlotOptions {
  readonly modelPath: string
  /** Resident bytes above which the process is replaced, between two texts. */
  readonly rssLimit: number
  /** A process that is silent for this long while it has work is killed. */
  readonly replyTimeoutMs: number
  readonly log: Log | undefined
  /** There is room: ask for tasks. */
  readonly onFree: () => void
  /** The process ended by itself with these tasks in it; `hopeless` when it could not load the model at all. */
  readonly onCrash: (tasks: readonly InferenceTask[], reason: string, hopeless: boolean) => void
  readonly onReady: (dimension: number) => void
}

/**
 * Texts that are sent ahead, so that the process finds the next one while the parent's thread is busy. The parent cuts and
 * analyses whole documents, which keeps it for a tenth of a second; a text takes the model about 3 ms.
 */
const sentAhead = 96
/** A process that is above the limit from its first texts on is not replaced over and over. */
const textsBeforeReplacing = 200
const startTimeoutMs = 60_000

/** The place of one inference process: starts it, keeps it fed, replaces it when it grows or hangs. */
export class InferenceSlot {
  readonly #options: SlotOptions
  readonly #inFlight = new Map<number, InferenceTask>()
  /** Part of those in flight: taken, and sent together at the end of this turn of the event loop. */
  #unsent: InferenceTask[] = []
  #process: InferenceProcess | null = null
  #state: 'down' | 'starting' | 'ready' | 'replacing' = 'down'
  #served = 0
  #rss = 0
  #unusable: string | null = null
  #watchdog: NodeJS.Timeout | null = null

  constructor(options: SlotOptions) {
    this.#options = options
  }

  get state(): 'down' | 'starting' | 'ready' | 'replacing' {
    return this.#state
  }

  get pid(): number | null {
    return this.#process?.pid ?? null
  }

  get rss(): number {
    return this.#rss
  }

  /** A text that was in a process when it ended goes alone, so that it cannot take others down with it again. */
  accepts(task: InferenceTask): boolean {
    if (this.#state !== 'ready') return false
    if (this.#inFlight.size === 0) return true
    if (task.crashes > 0 || this.#holdsSuspect()) return false
    return this.#inFlight.size < sentAhead
  }

  start(): void {
    this.#state = 'starting'
    this.#served = 0
    this.#unusable = null
    const started: InferenceProcess = startInferenceProcess(this.#options.modelPath, {
      onReply: (reply) => this.#onReply(reply),
      onExit: (reason) => this.#onExit(started, reason),
    })
    this.#process = started
    this.#watch(startTimeoutMs)
  }

  send(task: InferenceTask): void {
    if (this.#inFlight.size === 0) this.#watch(this.#options.replyTimeoutMs)
    this.#inFlight.set(task.id, task)
    this.#unsent.push(task)
    if (this.#unsent.length === 1) setImmediate(() => this.#sendTogether())
  }

  cancel(id: number): void {
    if (!this.#inFlight.has(id)) return
    const at = this.#unsent.findIndex((task) => task.id === id)
    if (at !== -1) this.#unsent.splice(at, 1)
    else this.#process?.send({ type: 'cancel', id })
    this.#finish(id)
  }

  #sendTogether(): void {
    const texts = this.#unsent.map(({ id, ids, urgent }) => ({ id, ids, urgent }))
    this.#unsent = []
    if (texts.length > 0) this.#process?.send({ type: 'embed', texts })
  }

  /** Ends the process; whatever was in it is handed back. */
  async stop(): Promise<readonly InferenceTask[]> {
    const left = this.#takeInFlight()
    const stopping = this.#process
    this.#process = null
    this.#state = 'down'
    await stopping?.kill()
    return left
  }

  #holdsSuspect(): boolean {
    for (const task of this.#inFlight.values()) if (task.crashes > 0) return true
    return false
  }

  #onReply(reply: InferenceReply): void {
    if (reply.type === 'unusable') {
      this.#unusable = reply.message
      return
    }
    this.#rss = reply.rss
    if (reply.type === 'ready') {
      this.#state = 'ready'
      this.#stopWatch()
      this.#options.onReady(reply.dimension)
      return
    }
    for (const outcome of reply.outcomes) this.#onOutcome(outcome)
  }

  #onOutcome(outcome: InferenceOutcome): void {
    this.#served += 1
    const task = this.#inFlight.get(outcome.id)
    this.#finish(outcome.id)
    if ('embedding' in outcome) task?.resolve(outcome.embedding)
    else task?.reject(outcome.failure)
  }

  #finish(id: number): void {
    this.#inFlight.delete(id)
    if (this.#inFlight.size > 0) this.#watch(this.#options.replyTimeoutMs)
    else this.#stopWatch()
    if (this.#state === 'ready' && this.#isTooLarge()) this.#state = 'replacing'
    if (this.#state === 'replacing' && this.#inFlight.size === 0) void this.#replace()
    else this.#options.onFree()
  }

  #isTooLarge(): boolean {
    return this.#rss > this.#options.rssLimit && this.#served >= textsBeforeReplacing
  }

  async #replace(): Promise<void> {
    const old = this.#process
    this.#process = null
    this.#options.log?.info({ pid: old?.pid, rss: this.#rss, served: this.#served }, 'replaced embedding process')
    await old?.kill()
    if (this.#state === 'replacing') this.start()
  }

  #onExit(ended: InferenceProcess, reason: string): void {
    // A process that we stopped or replaced is no longer ours; its end is no news.
    if (this.#process !== ended) return
    this.#process = null
    this.#state = 'down'
    this.#options.onCrash(this.#takeInFlight(), this.#unusable ?? reason, this.#unusable !== null)
  }

  #takeInFlight(): readonly InferenceTask[] {
    const tasks = [...this.#inFlight.values()]
    this.#inFlight.clear()
    this.#unsent = []
    this.#stopWatch()
    return tasks
  }

  #watch(timeoutMs: number): void {
    this.#stopWatch()
    const watched = this.#process
    this.#watchdog = setTimeout(() => {
      this.#options.log?.warn({ pid: watched?.pid, timeoutMs }, 'embedding process gave no sign of life and was killed')
      void watched?.kill()
    }, timeoutMs)
    this.#watchdog.unref()
  }

  #stopWatch(): void {
    if (this.#watchdog) clearTimeout(this.#watchdog)
    this.#watchdog = null
  }
}
