import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { apiOf, type Api } from '../test/harness/api.ts'
import { discardProduct, startProduct } from '../test/harness/product.ts'
import { watchProcesses } from './processes.ts'
import { percentile, rounded, type PartResult } from './report.ts'

const sender = fileURLToPath(new URL('send-uploads.ts', import.meta.url))
const bytes = 1_000_000
const mostMb = 300
const mostTimesIdle = 3
const acceptable = new Set([202, 429])

/** One company sends very many files at once: what becomes of them, how large the API gets, how long another company waits. */
export async function benchUploadCrowd(quick: boolean): Promise<PartResult> {
  const uploads = quick ? 20 : 200
  const product = await startProduct({ env: { ATENEX_AUTH: 'gateway' } })
  try {
    const other = apiOf(product.url, randomUUID())
    await other.finished(await other.uploaded('b.txt', 'La clave de B es tigre.'))
    const idle = await latencies(other, () => false, 40)
    const watched = watchProcesses(product.pid, 200)
    const crowd = await send(product.url, uploads)
    const beside = await latencies(other, crowd.isOver)
    const statuses = await crowd.statuses
    const uses = await watched.stop()
    const api = Math.max(...uses.filter(({ role }) => role.includes('query-api')).map(({ peakMb }) => peakMb))
    const counted = Object.entries(Object.groupBy(statuses, String)).map(([status, list = []]) => ({
      status,
      count: list.length,
    }))
    const refused = counted.filter(({ status }) => !acceptable.has(Number(status)))
    const [alone, crowded] = [percentile(idle, 0.5), percentile(beside, 0.5)]
    return {
      title: `${uploads} uploads of 1 MB of one company at once`,
      head: ['', 'requests', 'p50 ms', 'p95 ms', 'most ms'],
      rows: [
        ['another company, alone', ...figuresOf(idle)],
        ['another company, beside', ...figuresOf(beside)],
        ['the crowd', counted.map(({ status, count }) => `${count} × ${status}`).join(', '), '', '', ''],
      ],
      figures: { alone, crowded, 'API, MB': api, ...Object.fromEntries(counted.map((one) => [one.status, one.count])) },
      limits: [
        {
          what: 'neither accepted nor 429',
          value: refused.reduce((sum, { count }) => sum + count, 0),
          bound: 0,
          kind: 'at most',
        },
        { what: 'API, MB at its peak', value: api, bound: mostMb, kind: 'at most' },
        {
          what: 'another company, times its median when idle',
          value: crowded / alone,
          bound: mostTimesIdle,
          kind: 'at most',
        },
      ],
    }
  } finally {
    await discardProduct(product)
  }
}

/** Milliseconds of one request after the other, until it is over or enough were sent. */
async function latencies(api: Api, isOver: () => boolean, count = Number.POSITIVE_INFINITY): Promise<number[]> {
  const found: number[] = []
  while (found.length < count && !isOver()) {
    const began = performance.now()
    await api.list()
    found.push(performance.now() - began)
  }
  return found
}

const figuresOf = (found: readonly number[]) =>
  [found.length, percentile(found, 0.5), percentile(found, 0.95), Math.max(...found)].map((value) => rounded(value))

/** Resolves when the files are made and the first is being sent. */
async function send(url: string, uploads: number) {
  const child = spawn(process.execPath, [sender, url, randomUUID(), String(uploads), String(bytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  await once(lines, 'line')
  let over = false
  const statuses = once(lines, 'line').then(([line]) => {
    over = true
    // the sender's own list
    return JSON.parse(String(line)) as readonly (number | string)[]
  })
  return { statuses, isOver: () => over }
}
