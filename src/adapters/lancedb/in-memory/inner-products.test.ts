import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import wabt from 'wabt'
import { assembled, holdVectors, innerProducts } from './inner-products.ts'

/** The same each time, between -1 and 1. */
function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, at) => Math.sin(at * 12.9898 + seed * 78.233))
}

function productOf(vectors: Float32Array, from: number, sought: Float32Array): number {
  return sought.reduce((sum, value, at) => sum + value * (vectors[from + at] ?? 0), 0)
}

test.for([
  { count: 0, dimension: 384 },
  { count: 1, dimension: 384 },
  { count: 1_000, dimension: 384 },
  { count: 700, dimension: 512 },
  { count: 5, dimension: 1 },
  { count: 900, dimension: 100 },
  { count: 7, dimension: 30_000 },
])('multiplies $count vectors of $dimension numbers with one', ({ count, dimension }) => {
  const vectors = numbers(count * dimension, 1)
  const sought = numbers(dimension, 2)
  const products = innerProducts(vectors, dimension, sought)
  expect(products).toHaveLength(count)
  products.forEach((product, at) => {
    expect(Math.abs(product - productOf(vectors, at * dimension, sought))).toBeLessThan(dimension * 1e-6)
  })
})

test.for([
  { count: 1_500, dimension: 384 },
  { count: 2_000, dimension: 30 },
  { count: 900, dimension: 100 },
])('$count vectors of $dimension numbers in blocks are multiplied where they are held, time after time', (held) => {
  const { count, dimension } = held
  const vectors = numbers(count * dimension, 1)
  const [first, second] = [700 * dimension, 850 * dimension]
  const blocks = [vectors.slice(0, first), vectors.slice(first, second), vectors.slice(second)]
  const multiply = holdVectors(blocks, dimension)
  const others = holdVectors([numbers(count * dimension, 7)], dimension)
  for (const seed of [2, 3]) {
    const sought = numbers(dimension, seed)
    others(sought)
    expect(multiply(sought)).toEqual(innerProducts(vectors, dimension, sought))
  }
})

test('a search does not see what the one before left behind', () => {
  innerProducts(numbers(3_000, 1), 30, numbers(30, 2))
  expect([...innerProducts(Float32Array.of(2, 3, 4, 5), 2, Float32Array.of(1, 10))]).toEqual([32, 54])
})

test('holds what its text says', async () => {
  const assembler = await wabt()
  const file = 'inner-products.wat'
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  const { buffer } = assembler.parseWat(file, text, { simd: true }).toBinary({})
  expect(assembled).toBe(Buffer.from(buffer).toString('base64'))
})
