import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// What the processes of the running product use.

/** An empty data folder; removed by the function that comes with it. */
export async function temporaryFolder(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), `atenex-bench-${name}-`))
  // Started by root, PostgreSQL runs under another account, and keeps its data elsewhere when it cannot get in here.
  await chmod(folder, 0o755)
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

export interface ProcessUse {
  readonly pid: number
  readonly role: string
  /** Highest resident memory since the process began, as the kernel kept it (VmHWM). */
  readonly peakMb: number
  /** Processor time while it was watched. */
  readonly cpuSeconds: number
}

/** Linux counts processor time in hundredths of a second on every machine we know. */
const TICKS_PER_SECOND = 100

interface Seen {
  readonly role: string
  readonly cpuBefore: number
  cpuNow: number
  peakMb: number
}

/** Watches a process with all its descendants, those that come and go included, until the first `stop`. Linux only. */
export function watchProcesses(root: number, everyMs = 500): { stop(): Promise<readonly ProcessUse[]> } {
  const seen = new Map<number, Seen>()
  const stopping = new AbortController()
  let first = true
  const look = async (): Promise<void> => {
    for (const pid of await processTree(root)) {
      const [peakMb, cpuNow] = await Promise.all([highWaterMark(pid), cpuSeconds(pid)])
      if (peakMb === null || cpuNow === null) continue
      const known = seen.get(pid)
      if (known === undefined) {
        const role = roleOf(await commandLine(pid))
        seen.set(pid, { role, cpuBefore: first ? cpuNow : 0, cpuNow, peakMb })
      } else Object.assign(known, { cpuNow, peakMb })
    }
    first = false
  }
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await look()
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  const end = async (): Promise<readonly ProcessUse[]> => {
    stopping.abort()
    await watching
    await look()
    return [...seen].map(([pid, { role, peakMb, cpuBefore, cpuNow }]) => {
      return { pid, role, peakMb, cpuSeconds: cpuNow - cpuBefore }
    })
  }
  let ended: Promise<readonly ProcessUse[]> | null = null
  return { stop: () => (ended ??= end()) }
}

/** What the processes of one role used together; the highest peak first. */
export interface RoleUse {
  readonly role: string
  readonly count: number
  readonly peakMb: number
  readonly cpuSeconds: number
}

export function sumByRole(uses: readonly ProcessUse[]): readonly RoleUse[] {
  const roles = Object.entries(Object.groupBy(uses, ({ role }) => role)).map(([role, list = []]) => ({
    role,
    count: list.length,
    peakMb: Math.max(...list.map(({ peakMb }) => peakMb)),
    cpuSeconds: list.reduce((sum, use) => sum + use.cpuSeconds, 0),
  }))
  return roles.toSorted((a, b) => b.peakMb - a.peakMb)
}

/** Processor time of a process and of its descendants, those that ended and were waited for included. */
export async function treeCpuSeconds(root: number): Promise<number> {
  const each = await Promise.all((await processTree(root)).map(async (pid) => timesOf(await statFields(pid), 4)))
  return each.reduce<number>((sum, one) => sum + (one ?? 0), 0)
}

async function cpuSeconds(pid: number): Promise<number | null> {
  return timesOf(await statFields(pid), 2)
}

/** Of the times user, system, and the same of ended children, the first `count`. Null for a process that is gone. */
function timesOf(fields: readonly string[], count: number): number | null {
  if (fields.length === 0) return null
  return fields.slice(11, 11 + count).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND
}

/** Of `pid (name) state parent …` what comes after the name, which may hold anything. */
async function statFields(pid: number): Promise<readonly string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

async function processTree(root: number): Promise<readonly number[]> {
  const parents = new Map<number, number>()
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const [, parent] = await statFields(Number(entry))
    parents.set(Number(entry), Number(parent))
  }
  const tree = [root]
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child)
  return tree
}

async function highWaterMark(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}

/** Resident memory now, in megabytes of a million bytes. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return (Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1_024) / 1e6
}

async function commandLine(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return text.replaceAll('\0', ' ').trim()
}

/** `embedder`, `postgres`, or the script with its words, such as `main.ts ingest-worker`. */
function roleOf(command: string): string {
  if (command.includes('inference-child')) return 'embedder'
  if (/\bpostgres\b/.test(command.split(' ')[0] ?? '') || command.startsWith('postgres:')) return 'postgres'
  const script = /([^/ ]+\.(?:ts|mjs|js))((?: [a-z-][^ ]*)*)/.exec(command)
  return script === null ? command.slice(0, 60) : `${script[1] ?? ''}${script[2] ?? ''}`
}
