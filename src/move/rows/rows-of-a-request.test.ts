import { expect, test } from 'vitest'
import { rowsOfARequest } from './rows-of-a-request.ts'

test('rows of a request are fewer the longer their vectors are, and never more than a page of replies gives', () => {
  expect([32, 384, 768, 1_536, 32_768].map(rowsOfARequest)).toEqual([1_024, 1_024, 744, 481, 31])
})
