import { dataType } from './data-type.ts'
import type { ProtoWriter } from './protobuf/protobuf-bytes.ts'
import {
  reserve,
  varintSize,
  wireLengthDelimited,
  writeInt64,
  writeRaw,
  writeTag,
  writeText,
  writeVarint,
} from './protobuf/protobuf-bytes.ts'
import { writeIntField, writeMessageField, writeStringField } from './protobuf/protobuf-writer.ts'

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
