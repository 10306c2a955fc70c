import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'

import { AppError } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'
import { within } from './lifecycle.ts'
import { roleMessage, type MetricsMessage, type RoleMessage } from './role-process.ts'

export interface ChildOptions {
  /** For people: `api`, `worker`. */
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly log: Log
  /** Called once when starting it again is no use. */
  readonly onGiveUp: (error: AppError) => void
  readonly onMetrics?: (message: MetricsMessage) => void
  readonly backOff?: BackOff
}

export interface BackOff {
  readonly firstMs: number
  readonly mostMs: number
  /**
   * A child that was never ready is given up after this many failures in a row, not counting transient ones. One that was ready
   * once is restarted for ever.
   */
  readonly attempts: number
  /** A child that stayed up this long is started again at once when it ends. */
  readonly healthyMs: number
}

/** What a child said before it ended. */
type LastWords = Omit<Extract<RoleMessage, { kind: 'failed' }>, 'kind'>

const usualBackOff: BackOff = { firstMs: 250, mostMs: 8_000, attempts: 8, healthyMs: 60_000 }

/** One child process that is kept running: started again with growing pauses when it ends by itself. */
export class SupervisedChild {
  readonly #options: ChildOptions
  readonly #firstReady = Promise.withResolvers<string | null>()
  readonly #stopping = new AbortController()
  #child: ChildProcess | null = null
  #ended: Promise<void> = Promise.resolve()
  #failures = 0
  /** Was ready once: the installation is sound, and what ends it now may pass, however often it comes. */
  #hasWorked = false

  constructor(options: ChildOptions) {
    this.#options = options
    // Somebody may give up on us before anybody waits.
    this.#firstReady.promise.catch(() => undefined)
    this.#launch()
  }

  /** The address it serves, once it is ready for the first time. Rejects when it was given up before. */
  get ready(): Promise<string | null> {
    return this.#firstReady.promise
  }

  /** SIGTERM, and SIGKILL after the limit. Resolves with true when it ended by itself. */
  async stop(limitMs: number): Promise<boolean> {
    this.#stopping.abort()
    this.#child?.kill('SIGTERM')
    if (await within(this.#ended, limitMs)) return true
    this.#options.log.warn({ process: this.#options.name, limitMs }, 'killed a process that did not stop in time')
    this.kill()
    await this.#ended
    return false
  }

  /** Nothing happens while it is not running. */
  tell(message: MetricsMessage): void {
    // with a callback: a child that is just going away is no failure of ours
    if (this.#child?.connected === true) this.#child.send(message, () => undefined)
  }

  kill(): void {
    this.#stopping.abort()
    this.#child?.kill('SIGKILL')
  }

  #launch(): void {
    const { name, command, args, env, log } = this.#options
    // A session of its own: Ctrl-C in a terminal reaches the supervisor, which stops everything in order.
    const child = spawn(command, args, { env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const launched = performance.now()
    let lastWords: LastWords | null = null
    const over = Promise.withResolvers<void>()
    child.on('message', (raw) => {
      const message = roleMessage.safeParse(raw)
      if (!message.success) return
      if (message.data.kind === 'ready') {
        this.#hasWorked = true
        this.#firstReady.resolve(message.data.address)
      } else if (message.data.kind === 'metrics') this.#options.onMetrics?.(message.data)
      else lastWords = message.data
    })
    let finished = false
    const finish = (how: string): void => {
      if (finished) return
      finished = true
      over.resolve()
      if (this.#stopping.signal.aborted || this.#child !== child) return
      this.#child = null
      if (performance.now() - launched > (this.#options.backOff ?? usualBackOff).healthyMs) this.#failures = 0
      this.#failures += 1
      if (lastWords?.passes === true) log.warn({ process: name }, `starts again later: ${lastWords.message}`)
      else log.error({ process: name, how, failures: this.#failures }, 'lost a process')
      this.#startAgain(how, lastWords)
    }
    // only an error instead of a start is the end of it; a message that could not be sent or a signal that came too late is not
    child.on('error', (error) => {
      if (child.pid === undefined) finish(error.message)
      else log.debug({ process: name, err: error }, 'could not reach a process')
    })
    child.once('close', (code, signal) => finish(signal === null ? `exit code ${code}` : `signal ${signal}`))
    this.#child = child
    this.#ended = over.promise
  }

  #startAgain(how: string, lastWords: LastWords | null): void {
    const { name, backOff = usualBackOff, onGiveUp } = this.#options
    const hopeless = !this.#hasWorked && lastWords?.passes !== true && this.#failures >= backOff.attempts
    if (lastWords?.fatal === true || hopeless) {
      const said = lastWords?.message ?? `it ended with ${how}`
      const times = lastWords?.fatal === true ? '' : ` ${this.#failures} times in a row`
      const error = new AppError('internal', `The ${name} process failed${times}: ${said}`)
      this.#firstReady.reject(error)
      onGiveUp(error)
      return
    }
    const pause = Math.min(backOff.mostMs, backOff.firstMs * 2 ** Math.min(this.#failures - 1, 20))
    this.#ended = delay(pause, undefined, { signal: this.#stopping.signal }).then(
      () => this.#launch(),
      () => undefined,
    )
  }
}
