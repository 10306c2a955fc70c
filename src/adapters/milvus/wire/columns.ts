import type { ProtoReader } from './protobuf-reader.ts'
import {
  MalformedReply,
  readFields,
  readFloats,
  readIntegers,
  readText,
  readVarint,
  readWindow,
} from './protobuf-reader.ts'
import type { ProtoWriter } from './protobuf-writer.ts'
import {
  reserve,
  varintSize,
  wireLengthDelimited,
  writeIntField,
  writeInt64,
  writeMessageField,
  writeRaw,
  writeStringField,
  writeTag,
  writeText,
  writeVarint,
} from './protobuf-writer.ts'

/** `schema.DataType` on the wire; only what our collections hold. */
export const dataType = { int64: 5, varChar: 21, floatVector: 101, sparseFloatVector: 104 } as const

/** One column of a reply. Exactly one of the three arrays is filled, as the type says. */
export interface Column {
  readonly name: string
  readonly texts: readonly string[]
  readonly integers: readonly number[]
  /** All vectors one after the other. */
  readonly floats: Float32Array
  /** Floats of one vector; 0 for other types. */
  readonly dimension: number
}

/** A VARCHAR column. A value equal to the one before it is copied as bytes: most columns of a document repeat one value. */
export function writeTextColumn(writer: ProtoWriter, field: number, name: string, values: readonly string[]): void {
  // Only a guess: it saves moving the column when it is of the right order.
  const expected = values.length * ((values[0]?.length ?? 0) + 2)
  const body = (scalars: ProtoWriter) => writeMessageField(scalars, 6, (texts) => writeTexts(texts, values), expected)
  writeMessageField(
    writer,
    field,
    (column) => {
      writeIntField(column, 1, dataType.varChar)
      writeStringField(column, 2, name)
      writeMessageField(column, 3, body, expected)
    },
    expected,
  )
}

function writeTexts(writer: ProtoWriter, values: readonly string[]): void {
  let previous: string | null = null
  let start = 0
  for (const value of values) {
    const at = writer.length
    if (value === previous) {
      const size = at - start
      reserve(writer, size)
      writer.bytes.copyWithin(at, start, at)
      writer.length += size
    } else {
      writeTag(writer, 1, wireLengthDelimited)
      writeText(writer, value)
      previous = value
    }
    start = at
  }
}

/** An INT64 column. */
export function writeIntegerColumn(writer: ProtoWriter, field: number, name: string, values: readonly number[]): void {
  writeMessageField(writer, field, (column) => {
    writeIntField(column, 1, dataType.int64)
    writeStringField(column, 2, name)
    writeMessageField(column, 3, (scalars) =>
      writeMessageField(scalars, 3, (longs) =>
        writeMessageField(longs, 1, (packed) => {
          for (const value of values) writeInt64(packed, value)
        }),
      ),
    )
  })
}

/** A FLOAT_VECTOR column. Each vector's bytes are copied in one go. All vectors must have `dimension` floats. */
export function writeVectorColumn(
  writer: ProtoWriter,
  field: number,
  name: string,
  dimension: number,
  vectors: readonly Float32Array[],
): void {
  const block = vectors.length * dimension * 4
  const inner = block + varintSize(block) + 1
  writeMessageField(
    writer,
    field,
    (column) => {
      writeIntField(column, 1, dataType.floatVector)
      writeStringField(column, 2, name)
      const body = (vector: ProtoWriter) => {
        writeIntField(vector, 1, dimension)
        writeMessageField(vector, 2, (floats) => writeFloats(floats, block, vectors), inner)
      }
      writeMessageField(column, 4, body, inner + 8)
    },
    inner + 32 + name.length,
  )
}

function writeFloats(writer: ProtoWriter, block: number, vectors: readonly Float32Array[]): void {
  writeTag(writer, 1, wireLengthDelimited)
  writeVarint(writer, block)
  reserve(writer, block)
  for (const vector of vectors) writeRaw(writer, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength))
}

const noFloats: Float32Array = new Float32Array(0)

/** Reads one `schema.FieldData`. */
export function readColumn(outer: ProtoReader): Column {
  const reader = readWindow(outer)
  let name = ''
  const texts: string[] = []
  const integers: number[] = []
  let floats = noFloats
  let dimension = 0
  readFields(reader, (field, wireType) => {
    if (wireType !== 2) return false
    if (field === 2) name = readText(reader)
    else if (field === 3) readScalars(readWindow(reader), texts, integers)
    else if (field === 4) {
      const vectors = readVectors(readWindow(reader))
      floats = vectors.floats
      dimension = vectors.dimension
    } else return false
    return true
  })
  return { name, texts, integers, floats, dimension }
}

function readScalars(reader: ProtoReader, texts: string[], integers: number[]): void {
  readFields(reader, (field, wireType) => {
    if (wireType !== 2 || (field !== 2 && field !== 3 && field !== 6)) return false
    const data = readWindow(reader)
    readFields(data, (inner, innerType) => {
      if (inner !== 1) return false
      if (field === 6) texts.push(readText(data))
      else readIntegers(data, innerType, integers)
      return true
    })
    return true
  })
}

function readVectors(reader: ProtoReader): { dimension: number; floats: Float32Array } {
  let dimension = 0
  let floats = noFloats
  readFields(reader, (field, wireType) => {
    if (field === 1 && wireType === 0) {
      dimension = readVarint(reader)
      return true
    }
    if (field !== 2 || wireType !== 2) return false
    const data = readWindow(reader)
    readFields(data, (inner, innerType) => {
      if (inner !== 1) return false
      if (innerType !== 2) throw new MalformedReply('The floats of a vector are not packed')
      floats = readFloats(data)
      return true
    })
    return true
  })
  return { dimension, floats }
}
