import { setFlagsFromString } from 'node:v8'

/**
 * How large garbage may become before a full collection, in percent of what is in use. By default V8 waits for two to four times
 * what is in use: under 20 questions and an upload a second both processes grew by 8 MB a minute for ten minutes, and part of it
 * was garbage.
 */
const garbagePercent = 40

/** For the whole process, from the next time that V8 collects everything. */
export function limitGarbage(): void {
  setFlagsFromString(`--heap-growing-percent=${garbagePercent}`)
}
