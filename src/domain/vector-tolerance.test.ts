import { describe, expect, test } from 'vitest'
import { deviationOf, isWithin, parseTolerance, roundings, type Rounding } from './vector-tolerance.ts'

/** A vector as an embedder makes it, small and next to nothing numbers included. */
const vector = Float32Array.from({ length: 384 }, (_, at) => Math.sin(at * 7.3) * 0.09)
vector[5] = 3e-7
vector[6] = 0

/** Cuts the lowest bits of a float32 off, which is the most a rounding can do. */
const cut = (bits: number) => (value: number) => {
  const one = Float32Array.of(value)
  const whole = new Uint32Array(one.buffer)
  whole[0] = ((whole[0] ?? 0) >>> bits) << bits
  return one[0] ?? 0
}
const step = Math.max(...vector.map(Math.abs)) / 127

const rounded: Readonly<Record<Rounding, Float32Array>> = {
  // what is next to nothing has steps of 2^-24
  float16: vector.map(cut(13)).map((value) => Math.trunc(value * 2 ** 24) / 2 ** 24),
  bfloat16: vector.map(cut(16)),
  int8: vector.map((value) => Math.round(value / step) * step),
}

describe('a vector that was rounded', () => {
  test.each(roundings)('by %s is the same one within that, and not within a finer rounding', (rounding) => {
    expect(isWithin(rounding, vector, rounded[rounding])).toBe(true)
    for (const finer of roundings.slice(0, roundings.indexOf(rounding)))
      expect(isWithin(finer, vector, rounded[rounding]), finer).toBe(false)
  })

  test.each(roundings)('is another one within %s when one number has another sign, or is none', (rounding) => {
    const other = rounded[rounding].slice()
    other[0] = 0
    other[7] = -(other[7] ?? 0)
    expect(isWithin(rounding, vector, other)).toBe(false)
    expect(isWithin(rounding, vector, rounded[rounding].with(3, NaN))).toBe(false)
    expect(isWithin(rounding, vector, rounded[rounding].slice(1))).toBe(false)
  })

  test('deviates by a share of its largest number', () => {
    expect(deviationOf(vector, vector)).toBe(0)
    expect(deviationOf(Float32Array.of(0.5, -1), Float32Array.of(0.5, -0.75))).toBe(0.25)
    expect(isWithin(0.02, Float32Array.of(0.1, -1), Float32Array.of(0.12, -1))).toBe(true)
    expect(isWithin(0.02, Float32Array.of(0.1, -1), Float32Array.of(0.13, -1))).toBe(false)
  })
})

test('a tolerance is a rounding, or a share that lets no other text pass', () => {
  expect(['float16', '0.01', '0.1'].map(parseTolerance)).toEqual(['float16', 0.01, 0.1])
  for (const wrong of ['', ' ', '0', '-1', '0.2', 'NaN', 'float8', '1e9']) expect(parseTolerance(wrong)).toBeNull()
})
