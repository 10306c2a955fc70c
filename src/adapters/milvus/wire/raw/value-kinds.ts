/** How the values of one kind (`schema.DataType`) stand on the wire. */
export interface ValueKind {
  readonly name: string
  /** Number of the member in `ScalarField` or `VectorField`. */
  readonly member: number
  readonly form:
    | 'numbers' // packed varints
    | 'four bytes' // packed, each
    | 'eight bytes'
    | 'pieces' // one field of bytes a value
    | 'vectors' // all behind each other in one field of bytes
    | 'sparse vectors' // one field of bytes a vector
}

/** Kinds that go from one server to another without being understood, by their number. */
export const valueKinds: ReadonlyMap<number, ValueKind> = new Map([
  [1, { name: 'BOOL', member: 1, form: 'numbers' }],
  [2, { name: 'INT8', member: 2, form: 'numbers' }],
  [3, { name: 'INT16', member: 2, form: 'numbers' }],
  [4, { name: 'INT32', member: 2, form: 'numbers' }],
  [5, { name: 'INT64', member: 3, form: 'numbers' }],
  [10, { name: 'FLOAT', member: 4, form: 'four bytes' }],
  [11, { name: 'DOUBLE', member: 5, form: 'eight bytes' }],
  [20, { name: 'STRING', member: 6, form: 'pieces' }],
  [21, { name: 'VARCHAR', member: 6, form: 'pieces' }],
  [22, { name: 'ARRAY', member: 8, form: 'pieces' }],
  [23, { name: 'JSON', member: 9, form: 'pieces' }],
  [100, { name: 'BINARY_VECTOR', member: 3, form: 'vectors' }],
  [101, { name: 'FLOAT_VECTOR', member: 2, form: 'vectors' }],
  [102, { name: 'FLOAT16_VECTOR', member: 4, form: 'vectors' }],
  [103, { name: 'BFLOAT16_VECTOR', member: 5, form: 'vectors' }],
  [104, { name: 'SPARSE_FLOAT_VECTOR', member: 6, form: 'sparse vectors' }],
  [105, { name: 'INT8_VECTOR', member: 7, form: 'vectors' }],
])

export const kinds = { int64: 5, varChar: 21, array: 22, json: 23, floatVector: 101, binaryVector: 100 } as const

export const isVector = (kind: number): boolean => kind >= 100

/** Bytes of one vector. */
export function vectorBytes(kind: number, dimension: number): number {
  switch (kind) {
    case 100:
      return dimension / 8
    case 101:
      return dimension * 4
    case 105:
      return dimension
    default:
      return dimension * 2
  }
}
