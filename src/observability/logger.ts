import { pino, stdSerializers } from 'pino'
import pretty from 'pino-pretty'

import type { Log } from '../ports/log.ts'

export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'fatal'
  /** For people at a terminal; otherwise one JSON object a line. */
  readonly pretty: boolean
  /** Of the process, such as `worker`. */
  readonly name: string
}

/** What must never be printed, should somebody log a whole object. Values of class `Secret` hide themselves. */
const redacted = ['apiKey', 'key', 'password', 'token', 'authorization', 'cookie', 'url.password'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
])

/** Writes to standard output, in order and at once, so that the last words of a dying process are not lost. */
export function createLogger({ level, pretty: forPeople, name }: LoggerOptions): Log {
  const serializers = { err: stdSerializers.errWithCause, error: stdSerializers.errWithCause }
  const options = { level, name, serializers, redact: { paths: redacted, censor: '[secret]' } }
  if (!forPeople) return pino({ ...options, base: { pid: process.pid }, timestamp: isoTime })
  const stream = pretty({ sync: true, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname', singleLine: true })
  return pino(options, stream)
}

function isoTime(): string {
  return `,"time":"${new Date().toISOString()}"`
}
