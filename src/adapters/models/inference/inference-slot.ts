import type { Clock } from '../../../ports/clock.ts'
import type { Log } from '../../../ports/log.ts'
import { createInFlight } from './in-flight.ts'
import type { InferenceOutcome, InferenceReply } from './inference-messages.ts'
import { startInferenceProcess, type InferenceProcess } from './inference-process.ts'
import type { InferenceTask } from './inference-task.ts'
import { createWatchdog, type Watchdog } from './watchdog.ts'

export interface SlotOptions {
  readonly modelPath: string
  readonly readerPath: string | null
  readonly background: boolean
  /** Resident bytes above which the process is replaced, between two texts. */
  readonly rssLimit: number
  /** A process that is silent for this long while it has work is killed. */
  readonly replyTimeoutMs: number
  readonly clock: Clock
  readonly log: Log | undefined
  readonly startProcess?: typeof startInferenceProcess | undefined
  /** There is room: ask for tasks. */
  readonly onFree: () => void
  /** The process ended by itself with these tasks in it; `hopeless` when it could not load the model at all. */
  readonly onCrash: (tasks: readonly InferenceTask[], reason: string, hopeless: boolean) => void
  readonly onReady: (dimension: number) => void
}

/** A process that is above the limit from its first texts on is not replaced over and over. */
const textsBeforeReplacing = 200
const startTimeoutMs = 60_000

/** The place of one inference process: starts it, keeps it fed, replaces it when it grows or hangs. */
export class InferenceSlot {
  readonly #options: SlotOptions
  readonly #inFlight = createInFlight((texts) => this.#process?.send({ type: 'embed', texts }))
  #process: InferenceProcess | null = null
  #state: 'down' | 'starting' | 'ready' | 'replacing' = 'down'
  #served = 0
  #rss = 0
  #unusable: string | null = null
  readonly #watchdog: Watchdog

  constructor(options: SlotOptions) {
    this.#options = options
    this.#watchdog = createWatchdog(options.clock, (timeoutMs) => {
      const watched = this.#process
      options.log?.warn({ pid: watched?.pid, timeoutMs }, 'embedding process gave no sign of life and was killed')
      void watched?.kill() // what was in it comes back with its end
    })
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

  /** Of the texts it has. */
  get tokens(): number {
    return this.#inFlight.tokens
  }

  /** Whether it takes texts and this company has not its share in it. */
  hasRoomFor(company: string): boolean {
    return this.#state === 'ready' && this.#inFlight.hasRoomFor(company)
  }

  accepts(task: InferenceTask): boolean {
    return this.#state === 'ready' && this.#inFlight.accepts(task)
  }

  start(): void {
    this.#state = 'starting'
    this.#served = 0
    this.#unusable = null
    const { startProcess: start = startInferenceProcess, modelPath, readerPath, background } = this.#options
    const started: InferenceProcess = start(
      { modelPath, readerPath, background },
      {
        onReply: (reply) => {
          // what a process says after it was replaced or given up is not about the one that is here now
          if (this.#process === started) this.#onReply(reply)
        },
        onExit: (reason) => {
          if (this.#process === started) this.#onExit(reason)
        },
      },
    )
    this.#process = started
    this.#watchdog.watch(startTimeoutMs)
  }

  send(task: InferenceTask): void {
    if (this.#inFlight.size === 0) this.#watchdog.watch(this.#options.replyTimeoutMs)
    this.#inFlight.add(task)
  }

  cancel(id: number): void {
    if (this.#inFlight.get(id) === undefined) return
    if (this.#inFlight.remove(id)) this.#process?.send({ type: 'cancel', id })
    this.#onGone()
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

  #onReply(reply: InferenceReply): void {
    if (reply.type === 'unusable') {
      this.#unusable = reply.message
      return
    }
    this.#rss = reply.rss
    if (reply.type === 'ready') {
      this.#state = 'ready'
      this.#watchdog.stop()
      this.#options.onReady(reply.dimension)
      return
    }
    for (const outcome of reply.outcomes) this.#onOutcome(outcome)
  }

  #onOutcome(outcome: InferenceOutcome): void {
    this.#served += 1
    const task = this.#inFlight.get(outcome.id)
    this.#inFlight.remove(outcome.id)
    this.#onGone()
    if ('embedding' in outcome) task?.resolve(outcome.embedding)
    else task?.reject(outcome.failure)
  }

  #onGone(): void {
    if (this.#inFlight.size > 0) this.#watchdog.watch(this.#options.replyTimeoutMs)
    else this.#watchdog.stop()
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

  #onExit(reason: string): void {
    this.#process = null
    this.#state = 'down'
    this.#options.onCrash(this.#takeInFlight(), this.#unusable ?? reason, this.#unusable !== null)
  }

  #takeInFlight(): readonly InferenceTask[] {
    this.#watchdog.stop()
    return this.#inFlight.takeAll()
  }
}
