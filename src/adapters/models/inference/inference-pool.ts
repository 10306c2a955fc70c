import { AppError } from '../../../domain/errors.ts'
import { stoppedError } from '../../../flow/stopped.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { Log } from '../../../ports/log.ts'
import type { startInferenceProcess } from './inference-process.ts'
import { InferenceSlot } from './inference-slot.ts'
import { createTask, unavailable, type InferenceTask } from './inference-task.ts'
import { coolDownMs, createRestartPolicy, type RestartPolicy } from './restart-policy.ts'
import { createTextQueue } from './text-queue.ts'

export interface InferencePoolOptions {
  readonly modelPath: string
  /** Of the reader; null without one. */
  readonly readerPath: string | null
  readonly processes: number
  readonly background: boolean
  readonly rssLimit: number
  readonly replyTimeoutMs: number
  readonly clock: Clock
  readonly log?: Log | undefined
  readonly startProcess?: typeof startInferenceProcess
}

export interface TokenRequest {
  /** Begin and end, in tokens, of parts whose vectors follow the text's own in the same array. */
  readonly parts?: Int32Array | null
  /** Segments of a question and a unit that are to be read together; the answer is then one number. */
  readonly segments?: Int32Array | null
  /** Somebody waits for the answer. */
  readonly urgent: boolean
  readonly company: string
  readonly signal: AbortSignal
}

/** The one that is done first; the first of several. */
const leastBusy = (slots: readonly InferenceSlot[]): InferenceSlot | undefined =>
  slots.reduce<InferenceSlot | undefined>(
    (least, slot) => (least === undefined || slot.tokens < least.tokens ? slot : least),
    undefined,
  )

/** A text that ended this many processes is given up. */
const crashesPerText = 3
export const callee = { name: 'embedding model', lateCode: 'embedder_unavailable' } as const

/** Inference processes behind one queue, with restarts and a bounded number of tries. */
export class InferencePool {
  readonly #options: InferencePoolOptions
  readonly #slots: readonly InferenceSlot[]
  readonly #queue = createTextQueue<InferenceTask>()
  readonly #restarts: RestartPolicy
  readonly #firstReady = Promise.withResolvers<number>()
  /** Ends the pauses before restarts. */
  #pausing = new AbortController()
  #nextId = 1
  #closed = false

  private constructor(options: InferencePoolOptions) {
    this.#options = options
    this.#restarts = createRestartPolicy(options.clock)
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
  async embed(ids: Int32Array, request: TokenRequest): Promise<Float32Array> {
    const { parts = null, segments = null, urgent, company, signal } = request
    if (signal.aborted) throw stoppedError(signal, callee)
    if (this.#closed) throw new AppError('cancelled', 'The embedder was closed.', { retryable: true })
    const restarts = this.#restarts.state()
    if (restarts === 'rest') throw unavailable('it keeps failing')
    if (restarts === 'again') this.#startAgain()
    const text = { id: this.#nextId++, ids, parts, segments, urgent, company }
    const { task, embedding } = createTask(text, signal, (one) => this.#forget(one))
    this.#queue.add(task)
    this.#dispatch()
    try {
      return await embedding
    } catch (error) {
      throw signal.aborted ? stoppedError(signal, callee) : error
    }
  }

  /** Ends all processes; waiting texts are refused. */
  async close(): Promise<void> {
    this.#closed = true
    this.#firstReady.promise.catch(() => undefined)
    this.#pausing.abort()
    const left = await Promise.all(this.#slots.map((slot) => slot.stop()))
    for (const task of [...left.flat(), ...this.#queue.takeAll()]) task.reject('it was closed')
  }

  #createSlot(): InferenceSlot {
    const slot: InferenceSlot = new InferenceSlot({
      log: undefined,
      ...this.#options,
      onFree: () => this.#dispatch(),
      onReady: (dimension) => {
        this.#restarts.succeeded()
        this.#firstReady.resolve(dimension)
        this.#dispatch()
      },
      onCrash: (tasks, reason, hopeless) => this.#onCrash(slot, tasks, reason, hopeless),
    })
    return slot
  }

  /** Stops at the first text that no slot accepts, so that one that must go alone gets its empty slot. */
  #dispatch(): void {
    const hasRoom = (company: string) => this.#slots.some((slot) => slot.hasRoomFor(company))
    for (let task = this.#queue.peek(hasRoom); task !== undefined; task = this.#queue.peek(hasRoom)) {
      const next = task
      const slot = leastBusy(this.#slots.filter((each) => each.accepts(next)))
      if (slot === undefined) return
      this.#queue.take(hasRoom)
      slot.send(next)
    }
  }

  #forget(task: InferenceTask): void {
    if (this.#queue.remove(task)) return
    for (const slot of this.#slots) slot.cancel(task.id)
  }

  #onCrash(slot: InferenceSlot, tasks: readonly InferenceTask[], reason: string, hopeless: boolean): void {
    if (this.#closed) return
    this.#options.log?.warn({ reason, texts: tasks.length }, 'embedding process ended unexpectedly')
    for (const task of tasks.toReversed()) {
      task.crashes += 1
      if (task.crashes >= crashesPerText) task.reject(`a text ended the embedding process ${task.crashes} times`)
      else this.#queue.putBack(task)
    }
    const delayMs = this.#restarts.afterCrash()
    if (hopeless || delayMs === null) return this.#giveUp(slot, reason)
    this.#restart(slot, delayMs)
  }

  #restart(slot: InferenceSlot, delayMs: number): void {
    this.#options.clock.sleep(delayMs, this.#pausing.signal).then(
      () => slot.start(),
      () => undefined, // closed, or started again by a caller
    )
  }

  /** With another process still running, this one rests; with none, callers are told at once instead of waiting. */
  #giveUp(slot: InferenceSlot, reason: string): void {
    this.#firstReady.reject(unavailable(reason))
    if (this.#slots.some(({ state }) => state !== 'down')) return this.#restart(slot, coolDownMs)
    this.#restarts.giveUp()
    this.#options.log?.error({ reason }, 'gave up starting embedding processes for now')
    for (const task of this.#queue.takeAll()) task.reject(reason)
  }

  /** One more round of starts after the cool-down. */
  #startAgain(): void {
    this.#pausing.abort()
    this.#pausing = new AbortController()
    for (const slot of this.#slots) if (slot.state === 'down') slot.start()
  }
}
