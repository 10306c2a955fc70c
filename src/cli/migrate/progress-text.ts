import type { Migration } from '../../contract/migrations.ts'

/** How far the copy, or the verification, is, in one line. */
export function progressLine({ state, documents, progress, lag, trouble }: Migration): string {
  const { done, total } = progress.rows
  const parts = [
    `${documents.done} of ${documents.total} documents`,
    `${done} of ${total} rows`,
    ...paceParts(progress),
    `lag ${lag.to}`,
  ]
  const line = `${state}: ${parts.join(', ')}`
  return trouble === null ? line : `${line}; waits: ${trouble}`
}

/** How fast and how long still; nothing where nothing goes on. */
export function paceParts({
  rows_per_second: rows,
  bytes_per_second: bytes,
  remaining_seconds: left,
}: Migration['progress']): string[] {
  if (rows === null || bytes === null || left === null) return []
  return [`${Math.round(rows)} rows/s`, `${(bytes / 1_000_000).toFixed(1)} MB/s`, `about ${duration(left)} left`]
}

/** `45 s`, `12 min`, `3 h 20 min`: nobody needs the seconds of hours. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 120) return `${whole} s`
  const minutes = Math.ceil(whole / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
