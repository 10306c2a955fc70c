import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderTable } from '../src/cli/terminal.ts'

/** What one part measured: a table for eyes, figures for comparing runs, and what must hold. */
export interface PartResult {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly figures: Readonly<Record<string, number>>
  readonly limits?: readonly Limit[]
}

/** A figure that must be at least, or at most, so much. */
export interface Limit {
  readonly what: string
  readonly value: number
  readonly bound: number
  readonly kind: 'at least' | 'at most'
}

export function holds(limit: Limit): boolean {
  return limit.kind === 'at least' ? limit.value >= limit.bound : limit.value <= limit.bound
}

const resultsFolder = fileURLToPath(new URL('results/', import.meta.url))
const COLUMNS = 140

/** The table and its limits as text. */
export function renderResult(result: PartResult): string {
  const limits = (result.limits ?? []).map((limit) => {
    const verdict = holds(limit) ? 'holds ' : 'FAILS '
    return `  ${verdict} ${limit.what}: ${rounded(limit.value)} (${limit.kind} ${limit.bound})`
  })
  return [`\n== ${result.title}`, renderTable(result.head, result.rows, COLUMNS), ...limits].join('\n')
}

/** `bench/results/PART.json`, replaced by every run; the folder is not committed. */
export async function saveResult(part: string, quick: boolean, result: unknown): Promise<string> {
  await mkdir(resultsFolder, { recursive: true })
  const file = path.join(resultsFolder, `${part}.json`)
  const about = { part, quick, at: new Date().toISOString(), node: process.version, platform: process.platform }
  await writeFile(file, `${JSON.stringify({ ...about, result }, null, 2)}\n`)
  return path.relative(process.cwd(), file)
}

export function rounded(value: number, digits = 3): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(digits)))
}

/** The value below which the given share of the sample lies (nearest rank). */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
