import type { Box } from '../lines/box.ts'
import type { Rule } from './rules.ts'

/** A box that is filled and has no outline. */
export interface Ground extends Box {
  readonly isWhite: boolean
}

/** Lines of a table are thin, in points. */
export const thickest = 3
/** Every ground is compared with all of them. */
const mostLines = 500
/** Between the lines of a cell and the ground of its words. */
const widestMargin = 20

/** The grounds whose edges somebody sees as edges of cells. @param lines that run up and down the page */
export function seenGrounds(grounds: readonly Ground[], lines: readonly Rule[]): Ground[] {
  const some = lines.slice(0, mostLines)
  const outside = grounds.filter((box) => !standsInCell(box, some))
  const levels = Map.groupBy(outside, levelOf)
  // White boxes that stand beside each other are cells on a coloured ground; one behind a line of text shows nothing.
  return outside.filter((box) => !box.isWhite || (levels.get(levelOf(box))?.length ?? 0) > 1)
}

const levelOf = ({ bottom, top }: Box): string => `${Math.round(bottom)} ${Math.round(top)}`

/** The ground of some words stands inside of a cell that lines draw, and touches none of them. */
function standsInCell({ left, right, bottom, top }: Box, lines: readonly Rule[]): boolean {
  const beside = lines.filter(({ from, to }) => from <= bottom + thickest && to >= top - thickest)
  const isNear = (edge: number): boolean => beside.some(({ at }) => Math.abs(at - edge) <= thickest)
  const isInside = (distance: (at: number) => number): boolean =>
    beside.some(({ at }) => distance(at) > 0 && distance(at) < widestMargin)
  return !isNear(left) && !isNear(right) && isInside((at) => left - at) && isInside((at) => at - right)
}
