import { deviationOf, isWithin, type VectorTolerance } from '../../domain/vector-tolerance.ts'
import type { RawColumn, RawRows } from '../../ports/raw-collection.ts'
import { rowDigests } from './row-digests.ts'

const floatVector = 101

/**
 * Those of the rows on both sides that are the same but for the numbers of float vectors, with the most that one of them deviates; each
 * of them within the tolerance.
 */
export function roundedRows(
  source: RawRows,
  target: RawRows,
  { keys, tolerance }: { readonly keys: readonly string[]; readonly tolerance: VectorTolerance },
): ReadonlyMap<string, number> {
  // of most pages: what is the same to the bit need not be read once more
  if (keys.length === 0) return new Map()
  const [ours, theirs] = [withoutVectors(source), withoutVectors(target)]
  const [rowsHere, rowsThere] = [placesOf(source), placesOf(target)]
  const deviations = new Map<string, number>()
  for (const key of keys) {
    const there = theirs.get(key)
    if (there === undefined || ours.get(key)?.equals(there) !== true) continue
    const pairs = source.columns.filter(isFloatVector).map((column) => {
      const other = target.columns.find(({ name }) => name === column.name)
      return [floatsOf(column, rowsHere.get(key)), floatsOf(other, rowsThere.get(key))] as const
    })
    if (pairs.every(([one, other]) => isWithin(tolerance, one, other)))
      deviations.set(key, Math.max(0, ...pairs.map(([one, other]) => deviationOf(one, other))))
  }
  return deviations
}

const isFloatVector = ({ kind }: RawColumn) => kind === floatVector

const withoutVectors = (rows: RawRows) =>
  rowDigests({ ...rows, columns: rows.columns.filter((column) => !isFloatVector(column)) })

const placesOf = ({ keys }: RawRows) => new Map(keys.map((key, at) => [key, at]))

/** A vector that is not there has no numbers. */
function floatsOf(column: RawColumn | undefined, row: number | undefined): Float32Array {
  const value = (row === undefined ? null : column?.values[row]) ?? new Uint8Array()
  // a copy: its place on the wire may be any
  return new Float32Array(Uint8Array.from(value).buffer)
}
