import type { ProtoWriter } from './protobuf-bytes.ts'
import {
  createWriter,
  reserve,
  varintSize,
  wireLengthDelimited,
  wireVarint,
  writeInt64,
  writeRaw,
  writeTag,
  writeText,
  writeUint64,
  writeVarint,
  writtenBytes,
} from './protobuf-bytes.ts'

/** Zero is the default on the wire and is left out. */
export function writeIntField(writer: ProtoWriter, field: number, value: number): void {
  if (value === 0) return
  writeTag(writer, field, wireVarint)
  writeInt64(writer, value)
}

/** An unsigned 64-bit number without loss, such as a hybrid timestamp. */
export function writeUint64Field(writer: ProtoWriter, field: number, value: bigint): void {
  if (value === 0n) return
  writeTag(writer, field, wireVarint)
  writeUint64(writer, value)
}

/** For `oneof` members, whose presence means something even when the value is zero. */
export function writePresentIntField(writer: ProtoWriter, field: number, value: number): void {
  writeTag(writer, field, wireVarint)
  writeInt64(writer, value)
}

export function writeBoolField(writer: ProtoWriter, field: number, value: boolean): void {
  if (value) writeIntField(writer, field, 1)
}

/** The empty string is the default on the wire and is left out. */
export function writeStringField(writer: ProtoWriter, field: number, text: string): void {
  if (text !== '') writePresentStringField(writer, field, text)
}

/** For repeated strings and `oneof` members, where an empty string counts. */
export function writePresentStringField(writer: ProtoWriter, field: number, text: string): void {
  writeTag(writer, field, wireLengthDelimited)
  writeText(writer, text)
}

export function writeBytesField(writer: ProtoWriter, field: number, bytes: Uint8Array): void {
  writeTag(writer, field, wireLengthDelimited)
  writeVarint(writer, bytes.byteLength)
  writeRaw(writer, bytes)
}

/**
 * A nested message. Its length is only known afterwards, so room for the length of a message of `expected` bytes is left
 * in front; a wrong guess costs one move of the body, never correctness.
 */
export function writeMessageField(
  writer: ProtoWriter,
  field: number,
  body: (writer: ProtoWriter) => void,
  expected = 0,
): void {
  writeTag(writer, field, wireLengthDelimited)
  const lengthAt = writer.length
  const guessed = varintSize(expected)
  reserve(writer, guessed)
  writer.length += guessed
  body(writer)
  const size = writer.length - lengthAt - guessed
  const needed = varintSize(size)
  if (needed !== guessed) {
    reserve(writer, Math.max(0, needed - guessed))
    writer.bytes.copyWithin(lengthAt + needed, lengthAt + guessed, writer.length)
  }
  writer.length = lengthAt
  writeVarint(writer, size)
  writer.length += size
}

/** Encodes one message. With `scratch` the result may be a part of it, and is good until it is used again. */
export function encodeMessage(
  body: (writer: ProtoWriter) => void,
  expected = 256,
  scratch: Buffer | null = null,
): Buffer {
  const writer = createWriter(expected, scratch)
  body(writer)
  return writtenBytes(writer)
}
