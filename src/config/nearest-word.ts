/** The known name with the fewest edits, when few enough to be a slip. */
export function nearestWord(name: string, known: readonly string[]): string | null {
  const limit = Math.max(2, Math.floor(name.length / 6))
  let best: { readonly name: string; readonly edits: number } | null = null
  for (const candidate of known) {
    const edits = editDistance(name, candidate)
    if (edits <= limit && (best === null || edits < best.edits)) best = { name: candidate, edits }
  }
  return best?.name ?? null
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, character] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] ?? 0) + (character === other ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
