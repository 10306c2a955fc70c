import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { ExtractRequest } from '../../../ports/extractor.ts'
import { unpackResult } from './child-messages.ts'
import type { ExtractOrder, ExtractReply } from './child-messages.ts'
import type { ExtractLimits } from '../engine/engine.ts'

export interface ProcessOptions {
  readonly limits: ExtractLimits
  /** The child ends itself above this, in bytes. */
  readonly maxRss: number
  /** V8's own limit, in MB; below `maxRss`, so that a run-away heap dies as quickly as a run-away buffer. */
  readonly maxHeapMb: number
}

/** How a job ended: with text, with a coded failure of the document, or with the process itself. */
export type Outcome =
  | { readonly kind: 'text'; readonly extracted: ExtractedText; readonly peakRss: number }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'died'; readonly code: 'extraction_timeout' | 'extraction_memory' | 'extraction_crashed' }
  | { readonly kind: 'cancelled' }

/** One child process, warm between jobs. Anything but a clean answer makes it unusable. */
export interface ExtractProcess {
  readonly pid: number
  /** Jobs answered, and the memory held after the last one. */
  readonly used: () => { readonly jobs: number; readonly rss: number }
  readonly usable: () => boolean
  run(request: ExtractRequest, timeoutMs: number): Promise<Outcome>
  kill(): void
}

const entry = new URL('./extract-child.ts', import.meta.url)
/** The child reads files and starts one thread. It cannot write, start programs or load native code. */
const sandbox = ['--permission', '--allow-fs-read=*', '--allow-worker', '--disable-warning=SecurityWarning']
const heapExhausted = /heap out of memory|allocation failure|ATENEX-EXTRACT-MEMORY/i
const stderrChars = 8_000
/** Reading is ahead of embedding anyway: on a busy machine, questions and embedding go first. */
const niceness = 5

export function startExtractProcess(options: ProcessOptions): ExtractProcess {
  const child = fork(entry, [String(process.pid), String(options.maxRss)], {
    execArgv: [...sandbox, `--max-old-space-size=${options.maxHeapMb}`, '--max-semi-space-size=16'],
    env: safeEnvironment(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  // An idle child must not keep its parent from ending.
  child.unref()
  child.channel?.unref()
  yieldToOthers(child.pid)
  const state: State = { child, options, dead: false, spent: false, stderr: '', jobs: 0, rss: 0, current: null }
  watch(state)
  return {
    pid: child.pid ?? 0,
    used: () => ({ jobs: state.jobs, rss: state.rss }),
    usable: () => !state.dead && !state.spent && state.current === null,
    run: (request, timeoutMs) => runJob(state, request, timeoutMs),
    kill: () => kill(state),
  }
}

function yieldToOthers(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, niceness)
  } catch {
    // It is gone already, or the machine does not allow it; both are fine.
  }
}

/** Nothing of ours: what parses strangers' files must not hold passwords and keys. */
function safeEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMPDIR', 'TZ', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH']
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

interface Running {
  readonly job: number
  readonly onProgress: ExtractRequest['onProgress']
  readonly pieces: string[]
  readonly settle: (outcome: Outcome) => void
}

interface State {
  readonly child: ChildProcess
  readonly options: ProcessOptions
  dead: boolean
  spent: boolean
  stderr: string
  jobs: number
  rss: number
  current: Running | null
}

function watch(state: State): void {
  const { child } = state
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (text: string) => {
    state.stderr = (state.stderr + text).slice(-stderrChars)
  })
  // The pipe must not keep the parent alive either; it is a socket, though its type does not say so.
  if (child.stderr !== null && 'unref' in child.stderr && typeof child.stderr.unref === 'function') child.stderr.unref()
  child.on('message', (reply: ExtractReply) => take(state, reply))
  child.on('error', () => (state.spent = true))
  // 'close' comes after the last of stderr, where the cause of death stands.
  child.on('close', () => {
    state.dead = true
    const code = heapExhausted.test(state.stderr) ? 'extraction_memory' : 'extraction_crashed'
    state.current?.settle({ kind: 'died', code })
  })
}

function take(state: State, reply: ExtractReply): void {
  const running = state.current
  if (reply.type === 'ready' || running === null || reply.job !== running.job) return
  if (reply.type === 'progress') {
    running.onProgress?.(reply.done, reply.total)
  } else if (reply.type === 'text') {
    running.pieces.push(reply.piece)
  } else if (reply.type === 'done') {
    state.rss = reply.rss
    const extracted = unpackResult(running.pieces.join(''), reply.result)
    running.settle({ kind: 'text', extracted, peakRss: reply.peakRss })
  } else {
    state.spent ||= reply.spent
    running.settle({ kind: 'failed', error: new AppError(reply.code, reply.message, { details: reply.details }) })
  }
}

function runJob(state: State, request: ExtractRequest, timeoutMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const stop = (outcome: Outcome) => () => {
      settle(outcome)
      kill(state)
    }
    const timer = setTimeout(stop({ kind: 'died', code: 'extraction_timeout' }), timeoutMs)
    const abort = stop({ kind: 'cancelled' })
    const settle = (outcome: Outcome): void => {
      if (state.current === null) return
      state.current = null
      state.jobs++
      clearTimeout(timer)
      request.signal.removeEventListener('abort', abort)
      hold(state, false)
      resolve(outcome)
    }
    state.current = { job: state.jobs, onProgress: request.onProgress, pieces: [], settle }
    if (state.dead) return settle({ kind: 'died', code: 'extraction_crashed' })
    request.signal.addEventListener('abort', abort, { once: true })
    hold(state, true)
    const { path, fileType } = request
    const order: ExtractOrder = { job: state.jobs, path, fileType, limits: state.options.limits }
    state.child.send(order, (error) => {
      if (error !== null) state.spent = true
    })
  })
}

/** While it works, the child keeps its parent alive. */
function hold(state: State, busy: boolean): void {
  if (busy) {
    state.child.ref()
    state.child.channel?.ref()
  } else {
    state.child.unref()
    state.child.channel?.unref()
  }
}

function kill(state: State): void {
  state.spent = true
  state.child.kill('SIGKILL')
}
