import { bytesOfColumns } from '../../domain/bytes-of-columns.ts'
import type { RawRows } from '../../ports/raw-collection.ts'

/** Some of the rows, in their order. */
export function pickRows({ keys, columns }: RawRows, wanted: ReadonlySet<string>): RawRows {
  const rows = keys.flatMap((key, row) => (wanted.has(key) ? [row] : []))
  const picked = columns.map((column) => ({ ...column, values: rows.map((row) => column.values[row] ?? null) }))
  return { keys: rows.map((row) => keys[row] ?? ''), columns: picked, bytes: bytesOfColumns(picked) }
}
