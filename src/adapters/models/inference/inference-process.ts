import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { InferenceReply, InferenceRequest } from './inference-messages.ts'

/** A running child. `send` does not answer; answers come to `onReply`. */
export interface InferenceProcess {
  readonly pid: number
  send(request: InferenceRequest): void
  /** Ends it now; resolves when it is gone. */
  kill(): Promise<void>
}

export interface InferenceProcessEvents {
  readonly onReply: (reply: InferenceReply) => void
  /** Once, for whatever reason it ended. `reason` holds the signal or code and the end of what it printed as an error. */
  readonly onExit: (reason: string) => void
}

const script = fileURLToPath(new URL('inference-child.ts', import.meta.url))
const keptErrorText = 2_000
/** The model lives outside the JavaScript heap, so a large heap would only hide a leak. */
const heapLimit = '--max-old-space-size=256'

export interface InferenceProcessOptions {
  readonly modelPath: string
  readonly readerPath: string | null
  /** Stands back when others need a core. */
  readonly background: boolean
}

export function startInferenceProcess(
  { modelPath, readerPath, background }: InferenceProcessOptions,
  events: InferenceProcessEvents,
): InferenceProcess {
  const child = fork(script, [modelPath, background ? 'background' : 'foreground', readerPath ?? ''], {
    serialization: 'advanced',
    execArgv: [heapLimit],
    env: passedOn(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let errorText = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorText = (errorText + text).slice(-keptErrorText)
  })
  let ended = false
  const end = (reason: string): void => {
    if (ended) return
    ended = true
    events.onExit([reason, errorText.trim()].filter(Boolean).join(': '))
  }
  child.on('message', (message) => {
    // The child is our own file and sends nothing but InferenceReply.
    if (!ended) events.onReply(message as InferenceReply)
  })
  child.on('error', (error) => end(error.message))
  child.on('exit', (code, signal) => end(signal ?? `exit code ${code}`))
  return {
    pid: child.pid ?? -1,
    send(request) {
      // A failed send means that the process is going; `exit` follows and everything in flight is sent again.
      if (child.connected) child.send(request, () => undefined)
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** No secrets for a process that needs none. */
function passedOn(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {}
  for (const name of ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'LD_LIBRARY_PATH', 'TZ']) {
    const value = process.env[name]
    if (value !== undefined) env[name] = value
  }
  return env
}
