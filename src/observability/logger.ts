import { createRequire } from 'node:module'
import { pino } from 'pino'
import type Pretty from 'pino-pretty'

import type { Log } from '../ports/log.ts'

export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'fatal'
  /** For people at a terminal; otherwise one JSON object a line. */
  readonly pretty: boolean
  /** Of the process, such as `worker`. */
  readonly name: string
  /** File descriptor: 1, standard output, for what runs; 2 for commands whose standard output is data. */
  readonly to?: 1 | 2
}

/** What must never be printed, should somebody log a whole object. Values of class `Secret` hide themselves. */
const redacted = ['apiKey', 'key', 'password', 'token', 'authorization', 'cookie', 'url.password'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
])

/** Writes in order and at once, so that the last words of a dying process are not lost. */
export function createLogger({ level, pretty: forPeople, name, to = 1 }: LoggerOptions): Log {
  const serializers = { err: describeError, error: describeError }
  const options = { level, name, serializers, redact: { paths: redacted, censor: '[secret]' } }
  if (!forPeople) {
    const lines = pino.destination({ dest: to, sync: true })
    return pino({ ...options, base: { pid: process.pid }, timestamp: isoTime }, lines)
  }
  // its thirty modules are of no use to a process whose log is read by machines
  const pretty = createRequire(import.meta.url)('pino-pretty') as typeof Pretty
  const stream = pretty({
    destination: to,
    sync: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname',
    singleLine: true,
  })
  return pino(options, stream)
}

const deepestCause = 5

/** Fields of errors that say what happened and never what somebody wrote. PostgreSQL's `detail`, for one, shows the row. */
const toldFields = new Set(
  `code errno syscall address port hostname signal kind method retryable status statusCode grpcCode serverCode inDoubt
  isRetryable severity schema table column constraint routine`.split(/\s+/),
)

/**
 * Name, message, stack, causes and known plain fields such as `code`. Whatever else a library hangs on its errors stays out: a
 * database client or a request is long, a reply or a row is somebody's text, and nobody knows what secrets are in it.
 */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error
  const plain = Object.entries(error).filter(
    ([name, value]) => toldFields.has(name) && value !== null && typeof value !== 'object',
  )
  const cause = error.cause !== undefined && depth < deepestCause ? describeError(error.cause, depth + 1) : undefined
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...Object.fromEntries(plain),
    ...(cause === undefined ? {} : { cause }),
  }
}

function isoTime(): string {
  return `,"time":"${new Date().toISOString()}"`
}
