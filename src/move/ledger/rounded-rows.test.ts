import { expect, test } from 'vitest'
import type { RawRows } from '../../ports/raw-collection.ts'
import { roundedRows } from './rounded-rows.ts'

const rowsOf = (vectors: Readonly<Record<string, readonly number[]>>, name: (key: string) => string): RawRows => {
  const keys = Object.keys(vectors)
  const column = { elementKind: 0, dynamic: false }
  const floats = keys.map((key) => Buffer.from(Float32Array.from(vectors[key] ?? []).buffer))
  return {
    keys,
    columns: [
      { ...column, name: 'photo', kind: 101, dimension: 2, values: floats },
      { ...column, name: 'name', kind: 21, dimension: 0, values: keys.map((key) => Buffer.from(name(key))) },
    ],
    bytes: 0,
  }
}

test('only rows whose vectors alone differ, and by no more than is tolerated, are the same', () => {
  const source = rowsOf({ near: [1, 0.5], far: [1, 0.5], renamed: [1, 0.5], longer: [1, 0.5] }, (key) => key)
  const target = rowsOf({ renamed: [1, 0.501], far: [1, -0.5], near: [1, 0.501], longer: [1, 0.5, 0] }, (key) =>
    key === 'renamed' ? 'other' : key,
  )
  const rounded = roundedRows(source, target, { keys: [...source.keys, 'nowhere'], tolerance: 0.01 })
  expect([...rounded.keys()]).toEqual(['near'])
  expect(rounded.get('near')).toBeCloseTo(0.001, 6)
})
