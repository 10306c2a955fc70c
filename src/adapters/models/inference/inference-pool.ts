import { AppError } from '../../../domain/errors.ts'
import type { Log } from '../../../ports/log.ts'
import { InferenceSlot, type InferenceTask } from './inference-slot.ts'

export interface InferencePoolOptions {
  readonly modelPath: string
  readonly processes: number
  readonly rssLimit: number
  readonly replyTimeoutMs: number
  readonly log?: Log | undefined
}

/** A text that ended this many processes is given up. */
const crashesPerText = 3
/** More ends than this within the window mean that starting again does not help. */
const crashesPerWindow = 6
const crashWindowMs = 60_000
const firstRestartDelayMs = 100
/** After giving up, the next caller may try again this much later. */
const coolDownMs = 5_000

/** Inference processes behind one queue: questions before passages, restarts, and a bounded number of tries. */
export class InferencePool {
  readonly #options: InferencePoolOptions
  readonly #slots: readonly InferenceSlot[]
  readonly #urgent: InferenceTask[] = []
  readonly #waiting: InferenceTask[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #firstReady = Promise.withResolvers<number>()
  #crashTimes: number[] = []
  #gaveUpAt: number | null = null
  #nextId = 1
  #closed = false

  private constructor(options: InferencePoolOptions) {
    this.#options = options
    this.#slots = Array.from({ length: options.processes }, () => this.#createSlot())
  }

  /**
   * Resolves when the first process has loaded the model.
   * @throws AppError `embedder_unavailable` when none can.
   */
  static async start(options: InferencePoolOptions): Promise<{ pool: InferencePool; dimension: number }> {
    const pool = new InferencePool(options)
    for (const slot of pool.#slots) slot.start()
    try {
      return { pool, dimension: await pool.#firstReady.promise }
    } catch (error) {
      await pool.close()
      throw error
    }
  }

  /** Process ids and resident bytes, for metrics and tests. */
  get processes(): readonly { readonly pid: number | null; readonly rss: number }[] {
    return this.#slots.map(({ pid, rss }) => ({ pid, rss }))
  }

  /** @throws AppError `embedder_unavailable` (retryable) or `cancelled`. */
  embed(ids: Int32Array, urgent: boolean, signal: AbortSignal): Promise<Float32Array> {
    if (signal.aborted || this.#closed) return Promise.reject(cancelled())
    if (this.#gaveUpAt !== null && !this.#tryAgain()) return Promise.reject(unavailable('it keeps failing'))
    const { promise, resolve, reject } = Promise.withResolvers<Float32Array>()
    const task: InferenceTask = {
      id: this.#nextId++,
      ids,
      urgent,
      crashes: 0,
      resolve(embedding) {
        signal.removeEventListener('abort', onAbort)
        resolve(embedding)
      },
      reject(reason) {
        signal.removeEventListener('abort', onAbort)
        reject(unavailable(reason))
      },
    }
    const onAbort = (): void => {
      this.#forget(task)
      reject(cancelled())
    }
    signal.addEventListener('abort', onAbort, { once: true })
    this.#queueOf(task).push(task)
    this.#dispatch()
    return promise
  }

  /** Ends all processes; waiting texts are refused. */
  async close(): Promise<void> {
    this.#closed = true
    this.#firstReady.promise.catch(() => undefined)
    this.#clearTimers()
    const left = await Promise.all(this.#slots.map((slot) => slot.stop()))
    for (const task of [...left.flat(), ...this.#takeQueued()]) task.reject('it was closed')
  }

  #createSlot(): InferenceSlot {
    const { modelPath, rssLimit, replyTimeoutMs, log } = this.#options
    const slot: InferenceSlot = new InferenceSlot({
      modelPath,
      rssLimit,
      replyTimeoutMs,
      log,
      onFree: () => this.#dispatch(),
      onReady: (dimension) => {
        this.#gaveUpAt = null
        this.#firstReady.resolve(dimension)
        this.#dispatch()
      },
      onCrash: (tasks, reason, hopeless) => this.#onCrash(slot, tasks, reason, hopeless),
    })
    return slot
  }

  #queueOf(task: InferenceTask): InferenceTask[] {
    return task.urgent ? this.#urgent : this.#waiting
  }

  #dispatch(): void {
    for (const queue of [this.#urgent, this.#waiting]) {
      for (let [task] = queue; task; [task] = queue) {
        const candidate = task
        const slot = this.#slots.find((each) => each.accepts(candidate))
        if (!slot) return
        queue.shift()
        slot.send(task)
      }
    }
  }

  #forget(task: InferenceTask): void {
    const queue = this.#queueOf(task)
    const at = queue.indexOf(task)
    if (at !== -1) queue.splice(at, 1)
    else for (const slot of this.#slots) slot.cancel(task.id)
  }

  #onCrash(slot: InferenceSlot, tasks: readonly InferenceTask[], reason: string, hopeless: boolean): void {
    if (this.#closed) return
    this.#options.log?.warn({ reason, texts: tasks.length }, 'embedding process ended unexpectedly')
    for (const task of tasks.toReversed()) {
      task.crashes += 1
      if (task.crashes >= crashesPerText) task.reject(`a text ended the embedding process ${task.crashes} times`)
      else this.#queueOf(task).unshift(task)
    }
    const now = Date.now()
    this.#crashTimes = [...this.#crashTimes.filter((time) => now - time < crashWindowMs), now]
    if (hopeless || this.#crashTimes.length > crashesPerWindow) return this.#giveUp(slot, reason)
    this.#restart(slot, firstRestartDelayMs * 2 ** (this.#crashTimes.length - 1))
  }

  #restart(slot: InferenceSlot, delayMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      slot.start()
    }, delayMs)
    this.#timers.add(timer)
  }

  /** With another process still running, this one rests; with none, callers are told at once instead of waiting. */
  #giveUp(slot: InferenceSlot, reason: string): void {
    this.#firstReady.reject(unavailable(reason))
    if (this.#slots.some(({ state }) => state !== 'down')) return this.#restart(slot, coolDownMs)
    this.#gaveUpAt = Date.now()
    this.#options.log?.error({ reason }, 'gave up starting embedding processes for now')
    for (const task of this.#takeQueued()) task.reject(reason)
  }

  /** One more round of starts after the cool-down. */
  #tryAgain(): boolean {
    if (Date.now() - (this.#gaveUpAt ?? 0) < coolDownMs) return false
    this.#gaveUpAt = null
    this.#crashTimes = []
    this.#clearTimers()
    for (const slot of this.#slots) if (slot.state === 'down') slot.start()
    return true
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  #takeQueued(): InferenceTask[] {
    return [...this.#urgent.splice(0), ...this.#waiting.splice(0)]
  }
}

function unavailable(reason: string): AppError {
  return new AppError('embedder_unavailable', `The embedding model gave no answer: ${reason}.`, { retryable: true })
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Embedding was cancelled.', { retryable: true })
}
