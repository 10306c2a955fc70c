import type { RawColumn } from '../../../../ports/raw-collection.ts'
import { messageType } from '../message-type.ts'
import type { ProtoWriter } from '../protobuf/protobuf-bytes.ts'
import { writeRaw } from '../protobuf/protobuf-bytes.ts'
import {
  encodeMessage,
  writeBoolField,
  writeBytesField,
  writeIntField,
  writeMessageField,
  writePresentIntField,
  writeStringField,
} from '../protobuf/protobuf-writer.ts'
import { isVector, valueKinds, type ValueKind } from './value-kinds.ts'

export interface RawWrite {
  readonly database: string
  readonly collection: string
  readonly columns: readonly RawColumn[]
  readonly rows: number
}

/** An `UpsertRequest` whose values are bytes from another server. */
export function encodeRawUpsert({ database, collection, columns, rows }: RawWrite): Buffer {
  return encodeMessage(
    (request) => {
      writeMessageField(request, 1, (base) => writeIntField(base, 1, messageType.upsert))
      writeStringField(request, 2, database)
      writeStringField(request, 3, collection)
      for (const column of columns) writeMessageField(request, 5, (writer) => writeRawColumn(writer, column))
      writeIntField(request, 7, rows)
    },
    1_024 + columns.reduce((sum, { values }) => sum + sizeOf(values), 0),
  )
}

const sizeOf = (values: RawColumn['values']) => values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), 0)

/** Values that are not there are left out, and told beside the others. */
function writeRawColumn(writer: ProtoWriter, column: RawColumn): void {
  const { kind, name, dynamic, values } = column
  const form = valueKinds.get(kind)
  if (form === undefined) throw new RangeError(`no value of kind ${kind} is ever read`)
  const there = values.filter((value) => value !== null)
  writeIntField(writer, 1, kind)
  writeStringField(writer, 2, name)
  if (isVector(kind)) writeMessageField(writer, 4, (body) => writeVectors(body, column, form, there), sizeOf(there))
  else writeMessageField(writer, 3, (body) => writeScalars(body, column, form, there), sizeOf(there))
  writeBoolField(writer, 6, dynamic)
  if (there.length === values.length) return
  writeMessageField(writer, 7, (flags) =>
    writeRaw(
      flags,
      Uint8Array.from(values, (value) => (value === null ? 0 : 1)),
    ),
  )
}

function writeScalars(
  body: ProtoWriter,
  { elementKind }: RawColumn,
  { member, form }: ValueKind,
  values: readonly Uint8Array[],
): void {
  const write = (data: ProtoWriter) => {
    if (form === 'pieces') for (const value of values) writeBytesField(data, 1, value)
    else writeMessageField(data, 1, (packed) => values.forEach((value) => writeRaw(packed, value)), sizeOf(values))
    writeIntField(data, 2, elementKind)
  }
  writeMessageField(body, member, write, sizeOf(values))
}

function writeVectors(
  body: ProtoWriter,
  { dimension, kind }: RawColumn,
  { member, form }: ValueKind,
  values: readonly Uint8Array[],
): void {
  const size = sizeOf(values)
  const block = (writer: ProtoWriter) => values.forEach((value) => writeRaw(writer, value))
  if (dimension > 0) writePresentIntField(body, 1, dimension)
  if (form === 'vectors' && kind !== 101) writeMessageField(body, member, block, size)
  else if (form === 'vectors')
    writeMessageField(body, member, (floats) => writeMessageField(floats, 1, block, size), size)
  else {
    const sparse = (contents: ProtoWriter) => {
      for (const value of values) writeBytesField(contents, 1, value)
      writeIntField(contents, 2, dimension)
    }
    writeMessageField(body, member, sparse, size)
  }
}
