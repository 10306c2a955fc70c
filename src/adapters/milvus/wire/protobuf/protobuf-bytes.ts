/** A growing buffer of protobuf bytes. Only the functions of this file move `length`. */
export interface ProtoWriter {
  bytes: Buffer
  length: number
}

export const wireVarint = 0
export const wireLengthDelimited = 2

/** `expected` is a guess of the final size in bytes; a good one saves copying. With `scratch` it begins in that. */
export function createWriter(expected = 256, scratch: Buffer | null = null): ProtoWriter {
  return { bytes: scratch ?? Buffer.allocUnsafe(Math.max(16, expected)), length: 0 }
}

/** The bytes written so far, without a copy. The writer must not be used afterwards. */
export function writtenBytes(writer: ProtoWriter): Buffer {
  return writer.bytes.subarray(0, writer.length)
}

/** Makes room for `extra` more bytes. */
export function reserve(writer: ProtoWriter, extra: number): void {
  const needed = writer.length + extra
  if (needed <= writer.bytes.length) return
  const grown = Buffer.allocUnsafe(Math.max(needed, writer.bytes.length * 2))
  writer.bytes.copy(grown, 0, 0, writer.length)
  writer.bytes = grown
}

/** Bytes a non-negative integer takes as a varint. */
export function varintSize(value: number): number {
  let size = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++
  return size
}

/** A non-negative integer up to 2^53. */
export function writeVarint(writer: ProtoWriter, value: number): void {
  reserve(writer, 10)
  let rest = value
  while (rest >= 128) {
    writer.bytes[writer.length++] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  writer.bytes[writer.length++] = rest
}

/** An int64: negative numbers take ten bytes, as two's complement. */
export function writeInt64(writer: ProtoWriter, value: number): void {
  if (value >= 0) return writeVarint(writer, value)
  writeUint64(writer, BigInt.asUintN(64, BigInt(value)))
}

export function writeUint64(writer: ProtoWriter, value: bigint): void {
  reserve(writer, 10)
  let rest = value
  while (rest >= 128n) {
    writer.bytes[writer.length++] = Number(rest & 127n) | 128
    rest >>= 7n
  }
  writer.bytes[writer.length++] = Number(rest)
}

export function writeTag(writer: ProtoWriter, field: number, wireType: number): void {
  writeVarint(writer, field * 8 + wireType)
}

/** Length and UTF-8 bytes, without a tag. */
export function writeText(writer: ProtoWriter, text: string): void {
  const size = Buffer.byteLength(text)
  writeVarint(writer, size)
  reserve(writer, size)
  writer.bytes.write(text, writer.length)
  writer.length += size
}

/** Copies bytes in one go; this is how float vectors travel. */
export function writeRaw(writer: ProtoWriter, bytes: Uint8Array): void {
  reserve(writer, bytes.byteLength)
  writer.bytes.set(bytes, writer.length)
  writer.length += bytes.byteLength
}
