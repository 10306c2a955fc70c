/** Longest words compared; longer ones are no words. */
const longest = 32

/** Three rows of the table, used again by every call: nothing else runs in between. */
const rows = [new Uint8Array(longest + 8), new Uint8Array(longest + 8), new Uint8Array(longest + 8)] as const

/**
 * Fewest errors (a letter more, less, another, two neighbours exchanged: the restricted Damerau-Levenshtein distance) that make some
 * beginning of `word` out of `stem`, and how many letters of the word are left behind it. Null when there are more than `most`.
 */
export function editDistance(
  word: string,
  stem: string,
  most: number,
): { readonly distance: number; readonly ending: number } | null {
  if (word.length > longest || stem.length > longest || stem === '') return null
  let [before, last, now] = rows
  for (let column = 0; column <= word.length; column += 1) last[column] = column
  for (let row = 1; row <= stem.length; row += 1) {
    now[0] = row
    let least = row
    for (let column = 1; column <= word.length; column += 1) {
      const same = stem.charCodeAt(row - 1) === word.charCodeAt(column - 1)
      let cost = Math.min((last[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1))
      if (row > 1 && column > 1 && areExchanged(word, column - 2, stem, row - 2))
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1)
      now[column] = cost
      least = Math.min(least, cost)
    }
    if (least > most) return null
    ;[before, last, now] = [last, now, before]
  }
  return bestBeginning(last, word.length, most)
}

/** Of equals the longest: the least is left over. */
function bestBeginning(
  costs: Uint8Array,
  length: number,
  most: number,
): { readonly distance: number; readonly ending: number } | null {
  let distance = most + 1
  let ending = 0
  for (let column = length; column >= 1; column -= 1) {
    const cost = costs[column] ?? 0
    if (cost >= distance) continue
    distance = cost
    ending = length - column
  }
  return distance > most ? null : { distance, ending }
}

function areExchanged(word: string, at: number, stem: string, stemAt: number): boolean {
  return word.charCodeAt(at) === stem.charCodeAt(stemAt + 1) && word.charCodeAt(at + 1) === stem.charCodeAt(stemAt)
}
