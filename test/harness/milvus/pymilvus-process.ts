import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { PythonEnvironment } from './python-environments.ts'

/** The modules beside this file that answer. */
type Module = 'readback' | 'make_foreign_collection' | 'make_original_collection' | 'make_reader'

interface PymilvusProcess {
  /** After the requests before it. */
  ask(line: string): Promise<string>
}

const limitMs = 120_000
const keptOutput = 10_000

/** One for each environment, kept until this process ends: importing pymilvus takes longer than most answers. */
const running = new Map<string, PymilvusProcess>()

/** What pymilvus answers, in the version of that environment. */
export async function askPymilvus(from: PythonEnvironment, module: Module, request: unknown): Promise<unknown> {
  const known = running.get(from.python) ?? start(from.python)
  running.set(from.python, known)
  const reply = JSON.parse(await known.ask(JSON.stringify({ module, request }))) as { answer?: unknown; error?: string }
  if (reply.error !== undefined) throw new Error(`pymilvus, asked for ${module}: ${reply.error}`)
  return reply.answer
}

function start(python: string): PymilvusProcess {
  // without files of bytecode beside the sources
  const child = spawn(python, ['-B', join(import.meta.dirname, 'answer_requests.py')], { stdio: 'pipe' })
  const waiting: PromiseWithResolvers<string>[] = []
  let said = ''
  child.stderr.on('data', (piece: Buffer) => (said = (said + piece.toString()).slice(-keptOutput)))
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(line))
  child.once('close', () => {
    running.delete(python)
    for (const one of waiting.splice(0)) one.reject(new Error(`pymilvus ended: ${said}`))
  })
  // who asks is told by the end of it
  child.stdin.on('error', () => undefined)
  return {
    ask: async (line) => {
      const reply = Promise.withResolvers<string>()
      waiting.push(reply)
      const late = setTimeout(() => child.kill('SIGKILL'), limitMs)
      hold(child)
      child.stdin.write(`${line}\n`)
      try {
        return await reply.promise
      } finally {
        clearTimeout(late)
        if (waiting.length === 0) letGo(child)
      }
    },
  }
}

const handles = (child: ChildProcess) => [child, child.stdin, child.stdout, child.stderr] as Referenced[]

/** Processes and their pipes, whose types do not say so of a pipe. */
interface Referenced {
  ref(): void
  unref(): void
}

function hold(child: ChildProcess): void {
  for (const one of handles(child)) one.ref()
}

/** A run that is over does not wait for it; it ends with its standard input. */
function letGo(child: ChildProcess): void {
  for (const one of handles(child)) one.unref()
}
