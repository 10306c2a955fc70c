import { expect, test } from 'vitest'
import type { RawRows } from '../../ports/raw-collection.ts'
import { addDigests, noDigests, rowDigests } from './row-digests.ts'

const column = (name: string, kind: number, values: readonly (string | null)[]) => {
  const bytes = values.map((value) => (value === null ? null : Buffer.from(value)))
  return { name, kind, elementKind: 0, dynamic: false, dimension: 0, values: bytes }
}
const rows = (...columns: readonly ReturnType<typeof column>[]): RawRows => ({ keys: ['a'], columns, bytes: 0 })
const digest = (...columns: readonly ReturnType<typeof column>[]) =>
  rowDigests(rows(...columns))
    .get('a')
    ?.toString('hex')

test('the order of fields does not matter, and neither do spaces and the order of keys in JSON', () => {
  const name = column('name', 21, ['x'])
  const facts = (text: string) => column('facts', 23, [text])
  const one = digest(name, facts('{"a":1,"b":[true,null,"ñ"]}'))
  expect(digest(facts('{ "b": [true, null, "\\u00f1"], "a": 1.0 }'), name)).toBe(one)
  for (const other of [
    '{"a":1,"b":[true,null,"n"]}',
    '{"a":"1","b":[true,null,"ñ"]}',
    '{"a":1,"b":[null,true,"ñ"]}',
    '{}',
  ]) {
    expect(digest(name, facts(other))).not.toBe(one)
  }
})

test('numbers that JavaScript cannot hold are told apart', () => {
  const of = (text: string) => digest(column('facts', 23, [text]))
  expect(of('{"n":9007199254740993}')).not.toBe(of('{"n":9007199254740992}'))
})

test('a value that is not there is no empty one, and values do not run into each other', () => {
  const two = (a: string | null, b: string) => digest(column('a', 21, [a]), column('b', 21, [b]))
  const all = [two(null, 'x'), two('', 'x'), two('x', ''), two('xx', ''), two('x', 'x')]
  expect(new Set(all).size).toBe(all.length)
})

test('a sum of digests does not depend on their order, and does on how often one is there', () => {
  const [a, b] = ['a', 'b'].map((value) => rowDigests(rows(column('v', 21, [value]))).get('a') ?? Buffer.alloc(0))
  if (a === undefined || b === undefined) throw new Error('no digests')
  expect(addDigests(noDigests, [a, b])).toBe(addDigests(addDigests(noDigests, [b]), [a]))
  expect(addDigests(noDigests, [a, a])).not.toBe(addDigests(noDigests, [a]))
  expect(addDigests(noDigests, [a, a])).not.toBe(noDigests)
})
