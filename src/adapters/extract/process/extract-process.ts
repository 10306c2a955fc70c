import type { ChildProcess } from 'node:child_process'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { timeLimit } from '../../../flow/timeout.ts'
import type { ExtractRequest } from '../../../ports/extractor.ts'
import type { ExtractLimits } from '../engine/engine.ts'
import { unpackResult } from './child-messages.ts'
import type { ExtractOrder, ExtractReply } from './child-messages.ts'
import { causeOfDeath } from './death.ts'
import type { Death } from './death.ts'
import { keepAlive, startChild } from './start-child.ts'
import type { ChildOptions } from './start-child.ts'
import type { TimeLimits } from './time-limits.ts'

export interface ProcessOptions extends ChildOptions {
  readonly limits: ExtractLimits
}

/** How a job ended: with text, an image or a file, with a coded failure of the document, or with the process itself. */
export type Outcome =
  | { readonly kind: 'text'; readonly extracted: ExtractedText; readonly peakRss: number }
  | { readonly kind: 'drawn'; readonly image: Uint8Array; readonly peakRss: number }
  | { readonly kind: 'detached'; readonly file: readonly Uint8Array[]; readonly peakRss: number }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'died'; readonly cause: Death }
  | { readonly kind: 'cancelled' }

/** What a child is asked for. */
export interface ReadRequest extends ExtractRequest {
  /** The page as an image of this width, and not its text. */
  readonly imageWidth?: number
  /** This file that came with a mail, and nothing else. */
  readonly part?: string
}

/** One child process, warm between jobs. Anything but a clean answer makes it unusable. */
export interface ExtractProcess {
  /** Jobs answered, and the memory held after the last one. */
  readonly used: () => { readonly jobs: number; readonly rss: number }
  readonly usable: () => boolean
  run(request: ReadRequest, time: TimeLimits): Promise<Outcome>
  kill(): void
}

interface Running {
  readonly job: number
  readonly onProgress: ExtractRequest['onProgress']
  readonly pieces: string[]
  readonly bytes: Uint8Array[]
  readonly settle: (outcome: Outcome) => void
}

interface State {
  readonly child: ChildProcess
  readonly options: ProcessOptions
  ready: boolean
  dead: boolean
  spent: boolean
  stderr: string
  jobs: number
  rss: number
  current: Running | null
}

const stderrChars = 8_000

/** Stands for a process that the machine had no room for. */
const neverStarted: ExtractProcess = {
  used: () => ({ jobs: 0, rss: 0 }),
  usable: () => false,
  run: async () => ({ kind: 'died', cause: 'starved' }),
  kill: () => undefined,
}

export function startExtractProcess(options: ProcessOptions): ExtractProcess {
  const child = startChild(options)
  if (child === null) return neverStarted
  const state: State = {
    child,
    options,
    ready: false,
    dead: false,
    spent: false,
    stderr: '',
    jobs: 0,
    rss: 0,
    current: null,
  }
  watch(state)
  return {
    used: () => ({ jobs: state.jobs, rss: state.rss }),
    usable: () => !state.dead && !state.spent && state.current === null,
    run: (request, time) => runJob(state, request, time),
    kill: () => kill(state),
  }
}

function watch(state: State): void {
  const { child } = state
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (text: string) => {
    state.stderr = (state.stderr + text).slice(-stderrChars)
  })
  child.on('message', (reply: ExtractReply) => take(state, reply))
  child.on('error', () => (state.spent = true))
  // 'close' comes after the last of stderr, where the cause of death stands.
  child.on('close', (_code, signal) => {
    const { stderr, ready } = state
    state.dead = true
    const cause = causeOfDeath({ signal, stderr, ready, maxHeapMb: state.options.maxHeapMb })
    state.current?.settle({ kind: 'died', cause })
  })
}

function take(state: State, reply: ExtractReply): void {
  const running = state.current
  if (reply.type === 'ready') state.ready = true
  if (reply.type === 'ready' || running === null || reply.job !== running.job) return
  if (reply.type === 'progress') {
    running.onProgress?.(reply.done, reply.total)
  } else if (reply.type === 'text') {
    running.pieces.push(reply.piece)
  } else if (reply.type === 'bytes') {
    running.bytes.push(reply.piece)
  } else if (reply.type === 'detached') {
    state.rss = reply.rss
    running.settle({ kind: 'detached', file: running.bytes, peakRss: reply.peakRss })
  } else if (reply.type === 'done') {
    state.rss = reply.rss
    const extracted = unpackResult(running.pieces.join(''), reply.result)
    running.settle({ kind: 'text', extracted, peakRss: reply.peakRss })
  } else if (reply.type === 'drawn') {
    state.rss = reply.rss
    running.settle({ kind: 'drawn', image: reply.image, peakRss: reply.peakRss })
  } else {
    state.spent ||= reply.spent
    if (reply.refused) {
      running.settle({ kind: 'died', cause: 'starved' })
      return
    }
    const { code, message, details, spanish } = reply
    const error = new AppError(code, message, { details, ...(spanish === null ? {} : { spanish }) })
    running.settle({ kind: 'failed', error })
  }
}

async function runJob(state: State, request: ReadRequest, time: TimeLimits): Promise<Outcome> {
  // It died while it waited for work, or before it could.
  if (state.dead) return { kind: 'died', cause: state.ready ? 'killed' : 'starved' }
  const late = new AppError('extraction_timeout', 'Reading took too long.')
  using limit = timeLimit({ ms: time.wallMs, signal: request.signal, late: () => late })
  keepAlive(state.child, true)
  try {
    return await new Promise((resolve) => {
      const stop = (): void => {
        kill(state)
        resolve(limit.signal.reason === late ? { kind: 'died', cause: 'late' } : { kind: 'cancelled' })
      }
      limit.signal.addEventListener('abort', stop, { once: true })
      state.current = { job: state.jobs, onProgress: request.onProgress, pieces: [], bytes: [], settle: resolve }
      if (limit.signal.aborted) stop()
      else send(state, request, time.cpuMs)
    })
  } finally {
    state.current = null
    state.jobs++
    keepAlive(state.child, false)
  }
}

function send(state: State, { path, fileType, page, imageWidth, part }: ReadRequest, cpuMs: number): void {
  const order: ExtractOrder = {
    job: state.jobs,
    path,
    fileType,
    page: page ?? null,
    imageWidth: imageWidth ?? null,
    part: part ?? null,
    limits: state.options.limits,
    cpuMs,
  }
  state.child.send(order, (error) => {
    if (error !== null) state.spent = true
  })
}

function kill(state: State): void {
  state.spent = true
  state.child.kill('SIGKILL')
}
