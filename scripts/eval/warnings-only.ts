import type { Log } from '../../src/ports/log.ts'

const nothing = (): void => undefined
const complain = (fields: object, message: string): void => console.error(message, fields)

/** The parts say much while indexing; only what may spoil a figure matters here. */
export const warningsOnly: Log = {
  debug: nothing,
  info: nothing,
  warn: complain,
  error: complain,
  child: () => warningsOnly,
}
