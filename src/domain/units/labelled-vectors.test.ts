import { expect, test } from 'vitest'
import { addVectors, labelVectors, vectorsBy } from './labelled-vectors.ts'

const one = { model: 'one', revision: '1', prefixRule: 'none' }
const two = { model: 'two', revision: '1', prefixRule: 'none' }
const packed = (...bytes: readonly number[]) => Uint8Array.from([1, 0, ...bytes])

test('vectors are given only to the embedder that made them', () => {
  const stored = labelVectors(packed(7, 8, 9), one)
  expect(vectorsBy(stored, one)).toEqual(packed(7, 8, 9))
  expect(vectorsBy(stored, two)).toBeNull()
  expect(vectorsBy(stored, { ...one, revision: '2' })).toBeNull()
})

test('those of two embedders stand side by side, whatever lies before them in memory', () => {
  const both = addVectors(labelVectors(packed(1), one), labelVectors(packed(2, 2), two), one)
  const shifted = new Uint8Array((both?.length ?? 0) + 3)
  shifted.set(both ?? [], 3)
  const stored = shifted.subarray(3)
  expect(vectorsBy(stored, one)).toEqual(packed(1))
  expect(vectorsBy(stored, two)).toEqual(packed(2, 2))
})

test('those without a label are of the embedder that asks: there was only one when they were written', () => {
  expect(vectorsBy(packed(5), one)).toEqual(packed(5))
  const both = addVectors(packed(5), labelVectors(packed(6), two), one)
  expect([vectorsBy(both, one), vectorsBy(both, two)]).toEqual([packed(5), packed(6)])
})

test('a chunk without vectors has none for anybody', () => {
  expect(vectorsBy(null, one)).toBeNull()
  expect(vectorsBy(new Uint8Array(0), one)).toBeNull()
})

test('what is made again takes the place of what was there, and those of a third embedder go', () => {
  const three = { ...one, model: 'three' }
  const both = addVectors(labelVectors(packed(1), one), labelVectors(packed(2), two), one)
  const again = addVectors(both, labelVectors(packed(9), two), one)
  expect([vectorsBy(again, one), vectorsBy(again, two)]).toEqual([packed(1), packed(9)])
  const next = addVectors(again, labelVectors(packed(3), three), two)
  expect([vectorsBy(next, one), vectorsBy(next, two), vectorsBy(next, three)]).toEqual([null, packed(9), packed(3)])
  expect(addVectors(labelVectors(packed(1), one), null, two)).toBeNull()
})
