import type { Log } from '../../src/ports/log.ts'

const nothing = () => undefined

/** For code under test whose log is not the point. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => silentLog }

export type LogLine = Readonly<Record<string, unknown>>

/** Keeps each line with its level and message. */
export function createKeptLog(): { readonly log: Log; readonly lines: LogLine[] } {
  const lines: LogLine[] = []
  const keep = (level: string) => (fields: LogLine, message: string) => void lines.push({ level, ...fields, message })
  const log: Log = {
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
    child: () => log,
  }
  return { log, lines }
}
