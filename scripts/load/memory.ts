import { setTimeout as delay } from 'node:timers/promises'
import type { LoadOptions } from './options.ts'
import type { Memory } from './results.ts'

const everyMs = 10_000

/** Notes what the processes of the server hold, until the signal fires. Nothing when it does not tell us. */
export async function watchMemory({ url, token }: LoadOptions, signal: AbortSignal): Promise<readonly Memory[]> {
  const seen: Memory[] = []
  const began = performance.now()
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  while (!signal.aborted) {
    const text = await fetch(`${url}/metrics`, { headers, signal: AbortSignal.timeout(everyMs) })
      .then((reply) => (reply.ok ? reply.text() : ''))
      .catch(() => '')
    const values = [...text.matchAll(/^atenex_process_resident_memory_bytes\{.*process="(\w+)".*\} (\S+)$/gm)]
    if (values.length > 0) {
      const processes = Object.fromEntries(values.map(([, name, value]) => [name ?? '', Number(value)]))
      seen.push({ atMs: performance.now() - began, processes })
    }
    await delay(everyMs, undefined, { signal }).catch(() => undefined)
  }
  return seen
}
