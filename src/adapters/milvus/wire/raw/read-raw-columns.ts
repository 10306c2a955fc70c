import type { RawColumn } from '../../../../ports/raw-collection.ts'
import {
  hasMore,
  MalformedReply,
  readFields,
  readText,
  readVarint,
  readWindow,
  type ProtoReader,
} from '../protobuf/protobuf-reader.ts'
import type { Reply } from '../status.ts'
import { decodeReply } from '../status.ts'
import { isVector, valueKinds, vectorBytes, type ValueKind } from './value-kinds.ts'

/** The columns of a `QueryResults`, with their values as they stand there. */
export function decodeRawQuery(bytes: Buffer): Reply<readonly RawColumn[]> {
  const columns: RawColumn[] = []
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field !== 2 || wireType !== 2) return false
      columns.push(readRawColumn(readWindow(reader)))
      return true
    },
    () => columns,
  )
}

/** A number without loss, from the bytes of one value of an integer field. */
export function signedOf(value: Uint8Array): bigint {
  let [number, shift] = [0n, 0n]
  for (const byte of value) {
    number |= BigInt(byte & 127) << shift
    shift += 7n
  }
  return BigInt.asIntN(64, number)
}

/** One `schema.FieldData`. */
function readRawColumn(reader: ProtoReader): RawColumn {
  let [name, kind, dynamic] = ['', 0, false]
  let body: ProtoReader | null = null
  const valid: boolean[] = []
  readFields(reader, (field, wireType) => {
    if (field === 1 && wireType === 0) kind = readVarint(reader)
    else if (field === 2 && wireType === 2) name = readText(reader)
    else if ((field === 3 || field === 4) && wireType === 2) body = readWindow(reader)
    else if (field === 6 && wireType === 0) dynamic = readVarint(reader) !== 0
    else if (field === 7) readFlags(reader, wireType, valid)
    else return false
    return true
  })
  const form = valueKinds.get(kind)
  if (form === undefined) throw new MalformedReply(`The reply has values of kind ${kind}, which nobody asked for`)
  const read = body === null ? nothing : isVector(kind) ? readVectors(body, kind) : readScalars(body, form)
  return { name, kind, dynamic, ...read, values: withGaps(read.values, valid) }
}

type Body = Pick<RawColumn, 'elementKind' | 'dimension'> & { readonly values: readonly Uint8Array[] }
const nothing: Body = { elementKind: 0, dimension: 0, values: [] }

function readFlags(reader: ProtoReader, wireType: number, into: boolean[]): void {
  if (wireType === 0) {
    into.push(readVarint(reader) !== 0)
    return
  }
  const window = readWindow(reader)
  while (hasMore(window)) into.push(readVarint(window) !== 0)
}

/** Some servers give a value for each row, others only those that are there. */
function withGaps(values: readonly Uint8Array[], valid: readonly boolean[]): readonly (Uint8Array | null)[] {
  if (valid.every(Boolean)) return values
  const there = valid.filter(Boolean).length
  if (values.length === valid.length) return values.map((value, row) => (valid[row] ? value : null))
  if (values.length !== there) throw new MalformedReply('A column has more or fewer values than rows')
  let next = 0
  return valid.map((isThere) => (isThere ? (values[next++] ?? null) : null))
}

const part = ({ bytes }: ProtoReader, from: number, to: number): Uint8Array => bytes.subarray(from, to)

function readScalars(reader: ProtoReader, { member, form }: ValueKind): Body {
  const values: Uint8Array[] = []
  let elementKind = 0
  readFields(reader, (field, wireType) => {
    if (field !== member || wireType !== 2) return false
    const data = readWindow(reader)
    readFields(data, (inner, innerType) => {
      if (inner === 2 && innerType === 0) elementKind = readVarint(data)
      else if (inner !== 1) return false
      else if (form === 'pieces') values.push(windowBytes(data))
      else if (innerType === 2) readPacked(readWindow(data), form, values)
      else values.push(readOne(data, form))
      return true
    })
    return true
  })
  return { elementKind, dimension: 0, values }
}

function windowBytes(reader: ProtoReader): Uint8Array {
  const window = readWindow(reader)
  return part(window, window.position, window.end)
}

function readPacked(window: ProtoReader, form: ValueKind['form'], into: Uint8Array[]): void {
  while (hasMore(window)) into.push(readOne(window, form))
}

function readOne(reader: ProtoReader, form: ValueKind['form']): Uint8Array {
  const start = reader.position
  if (form === 'numbers') readVarint(reader)
  else reader.position += form === 'four bytes' ? 4 : 8
  if (reader.position > reader.end) throw new MalformedReply('A column ends in the middle of a value')
  return part(reader, start, reader.position)
}

function readVectors(reader: ProtoReader, kind: number): Body {
  const values: Uint8Array[] = []
  let dimension = 0
  let block: Uint8Array | null = null
  const form = valueKinds.get(kind)
  readFields(reader, (field, wireType) => {
    if (field === 1 && wireType === 0) dimension = readVarint(reader)
    else if (field !== form?.member || wireType !== 2) return false
    else if (form.form === 'sparse vectors') values.push(...pieces(readWindow(reader)))
    // floats stand one message deeper than the bytes of other vectors
    else block = kind === 101 ? (pieces(readWindow(reader))[0] ?? null) : windowBytes(reader)
    return true
  })
  if (block !== null) values.push(...cut(block, vectorBytes(kind, dimension)))
  return { elementKind: 0, dimension, values }
}

function pieces(reader: ProtoReader): Uint8Array[] {
  const found: Uint8Array[] = []
  readFields(reader, (inner, innerType) => {
    if (inner !== 1 || innerType !== 2) return false
    found.push(windowBytes(reader))
    return true
  })
  return found
}

function cut(block: Uint8Array, size: number): Uint8Array[] {
  if (size === 0 || block.length % size !== 0) throw new MalformedReply('Vectors do not fill their column')
  return Array.from({ length: block.length / size }, (_, index) => block.subarray(index * size, (index + 1) * size))
}
