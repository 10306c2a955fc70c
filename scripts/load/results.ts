import type { Kind } from './arrivals.ts'

export interface Done {
  readonly kind: Kind
  readonly dueMs: number
  readonly sentMs: number
  readonly endMs: number
  /** `ok`, an error code of the product, or what the connection said. */
  readonly outcome: string
}

export interface Memory {
  readonly atMs: number
  /** Bytes by process. */
  readonly processes: Readonly<Record<string, number>>
}

export interface KindSummary {
  readonly kind: Kind
  readonly requests: number
  readonly perSecond: number
  /** From when it was due: a server that stands still is charged for all who waited meanwhile. */
  readonly latencyMs: Readonly<Record<'p50' | 'p90' | 'p95' | 'p99' | 'max', number>>
  /** From when it was sent: what the server took by itself. */
  readonly serviceMs: Readonly<Record<'p50' | 'p95' | 'max', number>>
  readonly errors: Readonly<Record<string, number>>
}

export function summarise(done: readonly Done[], seconds: number): readonly KindSummary[] {
  const kinds = [...new Set(done.map(({ kind }) => kind))].toSorted()
  return kinds.map((kind) => {
    const own = done.filter((one) => one.kind === kind)
    const latency = sorted(own.map(({ dueMs, endMs }) => endMs - dueMs))
    const service = sorted(own.map(({ sentMs, endMs }) => endMs - sentMs))
    const failed = own.filter(({ outcome }) => outcome !== 'ok')
    const codes = [...new Set(failed.map(({ outcome }) => outcome))].toSorted()
    return {
      kind,
      requests: own.length,
      perSecond: own.length / seconds,
      latencyMs: {
        p50: percentile(latency, 50),
        p90: percentile(latency, 90),
        p95: percentile(latency, 95),
        p99: percentile(latency, 99),
        max: percentile(latency, 100),
      },
      serviceMs: { p50: percentile(service, 50), p95: percentile(service, 95), max: percentile(service, 100) },
      errors: Object.fromEntries(codes.map((code) => [code, failed.filter(({ outcome }) => outcome === code).length])),
    }
  })
}

/** The last minute against the third, by process: 1 means flat. Null when it was too short to say. */
export function growth(memory: readonly Memory[]): Readonly<Record<string, number>> | null {
  const end = memory.at(-1)?.atMs ?? 0
  if (end < 4 * 60_000) return null
  const mean = (from: number, to: number, name: string) => {
    const values = memory.flatMap(({ atMs, processes }) =>
      atMs >= from && atMs < to && processes[name] !== undefined ? [processes[name]] : [],
    )
    return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  }
  const names = Object.keys(memory.at(-1)?.processes ?? {})
  return Object.fromEntries(
    names.map((name) => [name, mean(end - 60_000, end + 1, name) / mean(120_000, 180_000, name)]),
  )
}

/** Nearest rank, of values in order; 0 of none. */
export function percentile(ordered: readonly number[], percent: number): number {
  const rank = Math.max(0, Math.ceil((percent / 100) * ordered.length) - 1)
  return Math.round((ordered[rank] ?? 0) * 10) / 10
}

export function sorted(values: readonly number[]): readonly number[] {
  return values.toSorted((a, b) => a - b)
}
