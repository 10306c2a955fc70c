/** What a store makes of the numbers of a vector that keeps fewer digits of them than a float32 has. */
export const roundings = ['float16', 'bfloat16', 'int8'] as const
export type Rounding = (typeof roundings)[number]

/** How far a vector that is taken for the same one may be from it: what a rounding makes, or a share of its largest number. */
export type VectorTolerance = Rounding | number

/** A larger share would let vectors of other texts pass. */
export const mostTolerance = 0.1

interface Bounds {
  /** Of each number. */
  readonly ofEach: number
  /** Of the largest number of the vector, whatever its sign. */
  readonly ofLargest: number
}

/** The last digit that is kept, whichever way it is rounded; float16 has a step of 2^-24 for what is next to nothing. */
const boundsOfRounding: Readonly<Record<Rounding, Bounds>> = {
  float16: { ofEach: 2 ** -10, ofLargest: 2 ** -18 },
  bfloat16: { ofEach: 2 ** -7, ofLargest: 0 },
  int8: { ofEach: 0, ofLargest: 1 / 127 },
}

const boundsOf = (tolerance: VectorTolerance): Bounds =>
  typeof tolerance === 'number' ? { ofEach: 0, ofLargest: tolerance } : boundsOfRounding[tolerance]

/** Whether every number of `other` is as near to that of `vector` as the tolerance says. */
export function isWithin(tolerance: VectorTolerance, vector: Float32Array, other: Float32Array): boolean {
  if (vector.length !== other.length) return false
  const { ofEach, ofLargest } = boundsOf(tolerance)
  const always = ofLargest * largestOf(vector)
  // NaN is near to nothing
  return vector.every((value, at) => Math.abs(value - (other[at] ?? NaN)) <= always + ofEach * Math.abs(value))
}

/** How much the length of a vector may change by it. */
export function lengthWithin(tolerance: VectorTolerance, vector: Float32Array): number {
  const { ofEach, ofLargest } = boundsOf(tolerance)
  return ofEach + ofLargest * largestOf(vector) * Math.sqrt(vector.length)
}

/** The greatest difference of two numbers, as a share of the largest one. */
export function deviationOf(vector: Float32Array, other: Float32Array): number {
  const most = vector.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? NaN))), 0)
  return most === 0 ? 0 : most / largestOf(vector)
}

const largestOf = (vector: Float32Array) => vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** As people and PostgreSQL write it. Null: it is none. */
export function parseTolerance(text: string): VectorTolerance | null {
  const rounding = roundings.find((one) => one === text)
  if (rounding !== undefined) return rounding
  const share = text.trim() === '' ? NaN : Number(text)
  return share > 0 && share <= mostTolerance ? share : null
}
