import { expect, test } from 'vitest'
import { parseCompanyId } from '../../domain/ids.ts'
import { createFairMemory } from './fair-memory.ts'

const company = (number: number) => parseCompanyId(`5e7f6ac2-6f0e-4b3c-9d6a-0d8f4c1b2a0${number}`)
const [one, other] = [company(1), company(2)]

test('what a company remembers is not seen by another', () => {
  const memory = createFairMemory<string>(10)
  memory.set(one, 'a', 'first', 1)
  memory.set(null, 'a', 'nobody', 1)
  expect([memory.get(one, 'a'), memory.get(other, 'a'), memory.get(null, 'a')]).toEqual(['first', undefined, 'nobody'])
})

test('the company that holds most forgets what it has not used for longest', () => {
  const memory = createFairMemory<number>(10)
  memory.set(other, 'x', 0, 3)
  for (const key of ['a', 'b', 'c']) memory.set(one, key, 0, 2)
  memory.get(one, 'a')
  memory.set(other, 'y', 0, 2)
  const left = ['a', 'b', 'c'].filter((key) => memory.get(one, key) !== undefined)
  expect(left).toEqual(['a', 'c'])
  expect([memory.get(other, 'x'), memory.get(other, 'y')]).toEqual([0, 0])
})

test('what is set again counts once, and what is larger than all of the memory is not kept', () => {
  const memory = createFairMemory<number>(4)
  memory.set(one, 'a', 1, 2)
  memory.set(one, 'a', 2, 2)
  memory.set(one, 'b', 3, 2)
  memory.set(one, 'huge', 4, 5)
  expect(['a', 'b', 'huge'].map((key) => memory.get(one, key))).toEqual([2, 3, undefined])
})
