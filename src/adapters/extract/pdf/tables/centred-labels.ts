/** A label that stands in the middle of the rows it is of: its text, and the row it stands level with, or half between two. */
export interface CentredLabel {
  readonly text: string
  readonly at: number
}

/** Rows from one to another, both included, that a label is of. */
interface Labelled {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Labels at the head of their rows can look like one label in the middle of all others, not like several. */
const fewestGroups = 2

/**
 * What each row of a table is labelled with whose first column is merged over rows and drawn by nothing: labels stand in the
 * middle of their rows, so that all rows are parted by them without a rest. Null where they are not.
 * @param firsts the texts of the first column by row, empty where there is none
 * @param between labels that stand level with no row
 */
export function centredLabels(firsts: readonly string[], between: readonly CentredLabel[]): readonly string[] | null {
  const level = firsts.flatMap((text, at) => (text === '' ? [] : [{ text, at }]))
  const labels = [...level, ...between].toSorted((a, b) => a.at - b.at)
  const groups: Labelled[] = []
  let from = 0
  for (const { text, at } of labels) {
    const to = at * 2 - from
    if (to < at || to >= firsts.length) return null
    groups.push({ text, from, to })
    from = to + 1
  }
  const several = groups.filter((group) => group.to > group.from).length
  if (from !== firsts.length || several === 0 || (between.length === 0 && several < fewestGroups)) return null
  return groups.flatMap(({ text, from: first, to }) => Array.from({ length: to - first + 1 }, () => text))
}
