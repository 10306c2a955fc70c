/** Lines, or pieces of them, in groups that stand level with the first of each, from the top of a page. */
export function byLevel<T extends { readonly baseline: number }>(
  pieces: readonly T[],
  isLevel: (first: T, piece: T) => boolean,
): T[][] {
  const levels: T[][] = []
  for (const piece of pieces.toSorted((a, b) => b.baseline - a.baseline)) {
    const level = levels.at(-1)
    const first = level?.[0]
    if (level !== undefined && first !== undefined && isLevel(first, piece)) level.push(piece)
    else levels.push([piece])
  }
  return levels
}
