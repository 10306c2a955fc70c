import { expect, test } from 'vitest'
import { leadingLabels } from './leading-labels.ts'
import type { SpacedRow } from './leading-labels.ts'

/** Rows below each other; the last of each is how far it stands below the one before. */
function rowsOf(...rows: readonly (readonly [...texts: string[], below: number])[]): SpacedRow[] {
  let baseline = 700
  return rows.map((row) => {
    baseline -= Number(row.at(-1))
    return { texts: row.slice(0, -1).map(String), page: 0, baseline }
  })
}

const head = ['Taller', 'Pieza', 'Piezas', 0] as const

test('a label on the first row of a group is that of all its rows, where groups are further apart than rows', () => {
  const rows = rowsOf(
    head,
    ['Norte', 'Tuerca', '8', 20],
    ['', 'Perno', '3', 14],
    ['', 'Muelle', '11', 14],
    ['Sur', 'Tuerca', '2', 18],
    ['', 'Perno', '5', 14],
    ['Este', 'Brida', '7', 18],
  )
  expect(leadingLabels(rows)).toEqual(['Taller', 'Norte', 'Norte', 'Norte', 'Sur', 'Sur', 'Este'])
})

test('labels stay where they are if rows stand at equal distances or there is one group only', () => {
  const equal = rowsOf(head, ['Norte', 'a', '8', 14], ['', 'b', '3', 14], ['Sur', 'a', '2', 14], ['', 'b', '5', 14])
  expect(leadingLabels(equal)).toBeNull()
  const one = rowsOf(head, ['Norte', 'a', '8', 14], ['', 'b', '3', 14], ['Sur', 'a', '2', 18])
  expect(leadingLabels(one)).toBeNull()
})

test('second lines of wrapped cells are no rows of a group', () => {
  const wrapped = rowsOf(
    head,
    ['Norte', 'tuercas de', '8', 18],
    ['', 'latón', 'a mano', 12],
    ['Sur', 'pernos de', '2', 18],
    ['', 'acero', 'a mano', 12],
  )
  expect(leadingLabels(wrapped)).toBeNull()
})
