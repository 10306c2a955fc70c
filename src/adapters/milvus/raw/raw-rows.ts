import { bytesOfColumns } from '../../../domain/bytes-of-columns.ts'
import type { RawColumn, RawRows } from '../../../ports/raw-collection.ts'

/** Keys with their columns, and how many bytes the values have. */
export const rawRows = (keys: readonly string[], columns: readonly RawColumn[]): RawRows => ({
  keys,
  columns,
  bytes: bytesOfColumns(columns),
})
