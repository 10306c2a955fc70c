import { plainNumber } from '../lines/line-marks.ts'

/** A row of a table that nothing but alignment draws. */
export interface SpacedRow {
  /** By column, empty where there is none. */
  readonly texts: readonly string[]
  /** From 0; rows of two pages are no distance apart. */
  readonly page: number
  /** Points from the bottom edge of the page. */
  readonly baseline: number
}

/** Groups of several rows: one alone may be a row with empty ones below. */
const fewestGroups = 2
/** Rows of two groups are so many times further apart than those of one. */
const apart = 1.15
/** What is said in every row is short. */
const longestLabel = 80

/**
 * What each row is labelled with where the label of several rows stands on the first of them only: groups are further apart than their
 * rows, and some column has a number in every row, which the second line of a wrapped cell has not. Null where that cannot be told.
 */
export function leadingLabels(rows: readonly SpacedRow[]): readonly string[] | null {
  const [head, ...body] = rows
  if (head === undefined || !hasNumbers(body)) return null
  // The first row may be the names of the columns, as far from the second one as anything.
  const gaps = body.slice(1).flatMap((row, index) => {
    const above = body[index]
    return above === undefined || above.page !== row.page
      ? []
      : [{ begins: isLabelled(row), points: above.baseline - row.baseline }]
  })
  const between = gaps.filter(({ begins }) => begins).map(({ points }) => points)
  const inside = gaps.filter(({ begins }) => !begins).map(({ points }) => points)
  const groups = body.filter((row, at) => isLabelled(row) && body[at + 1] !== undefined && !isLabelled(body[at + 1]))
  if (groups.length < fewestGroups || between.length === 0 || inside.length === 0) return null
  if (least(between) < most(inside) * apart) return null
  let label = ''
  return rows.map(({ texts: [first = ''] }, at) => {
    // Below the names of columns nothing has their label.
    if (first !== '' || at === 1) label = first
    return first === '' ? label : first
  })
}

const isSaid = (text: string | undefined): boolean => text !== undefined && text !== ''
const isLabelled = (row: SpacedRow | undefined): boolean => isSaid(row?.texts[0])

/** Rows have all cells but the label, and one of them is a number in all. */
function hasNumbers(rows: readonly SpacedRow[]): boolean {
  const isWhole = rows.every(
    ({ texts: [first = '', ...others] }) => first.length <= longestLabel && others.every(isSaid),
  )
  const columns = rows[0]?.texts.keys() ?? []
  return isWhole && [...columns].some((at) => at > 0 && rows.every(({ texts }) => plainNumber.test(texts[at] ?? '')))
}

const least = (points: readonly number[]): number => points.reduce((a, b) => Math.min(a, b), Infinity)
const most = (points: readonly number[]): number => points.reduce((a, b) => Math.max(a, b), -Infinity)
