import type { RawColumn, RawRows } from '../../../ports/raw-collection.ts'

/** Keys with their columns, and how many bytes the values have. */
export function rawRows(keys: readonly string[], columns: readonly RawColumn[]): RawRows {
  const bytes = columns.reduce((sum, { values }) => sum + values.reduce((part, one) => part + (one?.length ?? 0), 0), 0)
  return { keys, columns, bytes }
}
