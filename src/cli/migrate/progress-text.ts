import type { Migration } from '../../contract/migrations.ts'

/** How far the copy, or the verification, is, for programs that read lines. */
export const progressLine = ({ state, documents, progress, lag, trouble, paused }: Migration): string =>
  JSON.stringify({ state, documents, ...progress, lag, trouble, paused })

/** How fast and how long still; nothing where nothing goes on. */
export function paceParts({
  rows_per_second: rows,
  bytes_per_second: bytes,
  remaining_seconds: left,
}: Migration['progress']): string[] {
  if (rows === null || bytes === null || left === null) return []
  return [`${Math.round(rows)} rows/s`, speed(bytes), `about ${duration(left)} left`]
}

const speed = (bytes: number): string =>
  bytes < 100_000 ? `${Math.round(bytes / 1_000)} kB/s` : `${(bytes / 1_000_000).toFixed(1)} MB/s`

/** `45 s`, `12 min`, `3 h 20 min`: nobody needs the seconds of hours. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 120) return `${whole} s`
  const minutes = Math.ceil(whole / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** What a verification tolerated, and what it met. */
export function toleranceText({
  tolerance,
  rounded,
  deviation,
}: Pick<NonNullable<Migration['verification']>, 'tolerance' | 'rounded' | 'deviation'>): string {
  const allowed = typeof tolerance === 'number' ? `${tolerance} of the largest number` : `what ${tolerance} rounds`
  const met = `${rounded} rows differ by no more, at most by ${Number(deviation.toPrecision(2))} of the largest number of their vector`
  return `vectors might differ by ${allowed}; ${met}`
}
