import type { RankedPassage } from '../../../../domain/passage.ts'
import { piecesWithVectors } from '../../../../domain/units/piece-vectors.ts'
import { innerProduct } from './inner-product.ts'
import type { Unit } from '../../../../domain/units/unit.ts'

/** The heading counts as much as this share of the unit. */
const headingShare = 0.25

/**
 * A vector of unit length for each unit, from those its pieces got when their chunk was embedded; null where there are none. A unit of
 * several pieces has the sum of theirs, by length.
 */
export function pooledVectors<P extends RankedPassage>(
  units: readonly Unit<P>[],
  dimension: number,
): (Float32Array | null)[] {
  const piecesOf = new Map<string, ReturnType<typeof piecesWithVectors>>()
  return units.map(({ passage, start, end, lead, heading }) => {
    if (!piecesOf.has(passage.id)) piecesOf.set(passage.id, piecesWithVectors(passage, dimension))
    const pieces = piecesOf.get(passage.id) ?? []
    const sum = new Float32Array(dimension)
    for (const piece of pieces) {
      const shared = Math.min(piece.end, end) - Math.max(piece.start, start)
      const led = lead === null ? 0 : Math.min(piece.end, lead.end) - Math.max(piece.start, lead.start)
      const weight = Math.max(0, shared) + Math.max(0, led)
      if (weight > 0) add(sum, piece.vector, weight)
    }
    const under = heading === null ? undefined : pieces.find((piece) => piece.start === heading.start)
    if (under !== undefined && heading !== null && heading.end <= start)
      add(sum, under.vector, headingShare * (end - start))
    return ofUnitLength(sum)
  })
}

function add(sum: Float32Array, vector: Float32Array, weight: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + weight * (vector[i] ?? 0)
}

function ofUnitLength(sum: Float32Array): Float32Array | null {
  const length = Math.sqrt(innerProduct(sum, sum))
  if (length === 0) return null
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) / length
  return sum
}
