import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { getPriority, setPriority } from 'node:os'
import { optionsForKept } from './sources/kept-sources.ts'

export interface ChildOptions {
  /** The child ends itself above this, in bytes. */
  readonly maxRss: number
  /** V8's own limit, in MB; below `maxRss`, so that a run-away heap dies as quickly as a run-away buffer. */
  readonly maxHeapMb: number
}

const entry = new URL('./extract-child.ts', import.meta.url)
/** The child reads files and starts one thread. It cannot write, start programs or load native code. */
const sandbox = ['--permission', '--allow-fs-read=*', '--allow-worker', '--disable-warning=SecurityWarning']
/**
 * Reading is ahead of embedding anyway: on a busy machine questions and embedding go first. So a child stands below the
 * process that starts it, and with it below the embedder, which has that one's priority. (19 is the lowest there is.)
 */
const belowParent = 5
const lowest = 19

/**
 * Starts a process that reads files for this one. It does not keep this one alive until it is told to. Null when the machine has no more
 * processes, files or memory for one.
 */
export function startChild(options: ChildOptions): ChildProcess | null {
  const child = forked(options)
  if (child === null) return null
  keepAlive(child, false)
  // The pipe must not keep the parent alive either; it is a socket, though its type does not say so.
  if (child.stderr !== null && 'unref' in child.stderr && typeof child.stderr.unref === 'function') child.stderr.unref()
  yieldToOthers(child.pid)
  return child
}

function forked(options: ChildOptions): ChildProcess | null {
  try {
    const child = forkOne(options)
    if (child.pid !== undefined) return child
    // said later on, and it would end this process
    child.on('error', () => undefined)
    return null
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return null
    throw error
  }
}

function forkOne(options: ChildOptions): ChildProcess {
  return fork(entry, [String(process.pid), String(options.maxRss)], {
    execArgv: [
      ...sandbox,
      ...optionsForKept(),
      `--max-old-space-size=${options.maxHeapMb}`,
      '--max-semi-space-size=16',
    ],
    env: safeEnvironment(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

/** While it works, a child keeps its parent from ending. */
export function keepAlive(child: ChildProcess, busy: boolean): void {
  if (busy) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}

function yieldToOthers(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, Math.min(lowest, getPriority() + belowParent))
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
