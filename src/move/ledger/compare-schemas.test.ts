import { expect, test } from 'vitest'
import { rawSchema } from '../../../test/harness/raw-schema.ts'
import type { RawField, RawSchema } from '../../ports/raw-collection.ts'
import { judgeSource, judgeTarget, mapRawFields } from './compare-schemas.ts'

const field = (name: string, more: Partial<RawField> = {}): RawField => ({
  name,
  type: 'VARCHAR',
  shape: 'VARCHAR',
  elementKind: 0,
  limit: 100,
  primary: false,
  autoId: false,
  partitionKey: false,
  nullable: false,
  functionOutput: false,
  carried: true,
  definition: new Uint8Array(),
  ...more,
})
const key = field('sku', { primary: true })
const schema = (fields: readonly RawField[], more: Partial<RawSchema> = {}): RawSchema =>
  rawSchema({ fields: [key, ...fields], partitions: ['_default'], ...more })
const codes = (from: RawSchema, givenKeys = false) =>
  judgeSource(from, givenKeys).map(({ level, code }) => `${level} ${code}`)

test('what cannot be carried is refused, each with what to do', () => {
  expect(codes(schema([field('name')]))).toEqual([])
  expect(codes(schema([field('shape', { carried: false })]))).toEqual(['error kind_of_field'])
  expect(codes(schema([], { structs: true }))).toEqual(['error struct_fields'])
  expect(codes(schema([], { partitions: ['_default', 'north'] }))).toEqual(['error partitions'])
  expect(codes(schema([], { partitions: null }))).toEqual([])
  expect(codes(schema([], { aliases: ['live'] }))).toEqual(['note aliases'])
  const automatic = schema([], { fields: [{ ...key, autoId: true }] })
  expect(codes(automatic)).toEqual(['error automatic_keys'])
  expect(codes(automatic, true)).toEqual(['warning automatic_keys'])
  const all = [...judgeSource(schema([field('x', { carried: false })], { structs: true, partitions: ['a'] }), false)]
  for (const { remedy } of all) expect(remedy).not.toBeNull()
})

test('a target that cannot hold the rows is refused with everything that does not fit', () => {
  const from = schema([field('name', { limit: 333 }), field('photo', { shape: 'FLOAT_VECTOR(8)', limit: null })], {
    dynamic: true,
  })
  const judge = (to: RawSchema) => judgeTarget({ from, to }).map(({ message }) => message)
  expect(judge(from)).toEqual([])
  const [message] = judge(
    schema([
      field('name', { limit: 200 }),
      field('photo', { shape: 'FLOAT_VECTOR(9)', limit: null }),
      field('owner'),
      field('maybe', { nullable: true }),
    ]),
  )
  expect(message).toContain('name holds 200 and not 333')
  expect(message).toContain('photo is FLOAT_VECTOR(9) and not FLOAT_VECTOR(8)')
  expect(message).toContain('it wants a value for owner')
  expect(message).toContain('it does not take values beside its fields')
  expect(message).not.toContain('maybe')
  expect(judge(schema([], { dynamic: true }))[0]).toContain('it has no field name')
})

test('functions that call a model cannot be made at another server, but may be there', () => {
  const from = schema([], { functions: [{ name: 'embed', kind: 'other', definition: new Uint8Array() }] })
  expect(judgeTarget({ from, to: null }).map(({ code }) => code)).toEqual(['functions'])
  expect(judgeTarget({ from, to: from })).toEqual([])
})

test('the mapping says of each field what becomes of it', () => {
  const from = schema([field('name'), field('words', { functionOutput: true })])
  expect(mapRawFields({ from, to: null }).map(({ becomes }) => becomes)).toEqual([
    'copied',
    'copied',
    'made by the target',
  ])
  const to = schema([field('name'), field('more', { nullable: true })])
  expect(mapRawFields({ from, to }).map(({ name, becomes }) => `${name} ${becomes}`)).toEqual([
    'sku copied',
    'name copied',
    'words made by the target',
    'more left empty',
  ])
})
