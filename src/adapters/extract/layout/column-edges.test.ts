import { expect, it } from 'vitest'
import { spansByEdges } from './column-edges.ts'

it('counts the columns between the edges of a cell, and says nothing where the edges are others', () => {
  const rows = [[2_000, 6_000], [2_000, 3_000, 4_500, 6_010], [6_000], [2_500, 6_000], [2_000, 1_000], []]
  expect(spansByEdges(rows)).toEqual([[1, 3], [1, 1, 1, 1], [4], null, null, []])
})
