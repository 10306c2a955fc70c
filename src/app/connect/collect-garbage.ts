import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Once, when everything is loaded, and when a tokenizer was made out of JSON: what loading left behind goes back to the system. V8 does that by itself
 * only when more is allocated, and a process at rest allocates nothing: an API kept 160 MB instead of 138.
 */
export function collectGarbage(): void {
  // Node.js has no other way but a flag of its command line, which whoever starts a container would have to know
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
