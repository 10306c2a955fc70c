/** A window on protobuf bytes. Only the functions of this file move `position`. */
export interface ProtoReader {
  readonly bytes: Buffer
  position: number
  readonly end: number
}

/** The bytes are not what the message type says: cut off, or not protobuf at all. */
export class MalformedReply extends Error {
  override readonly name = 'MalformedReply'
}

export function createReader(bytes: Buffer): ProtoReader {
  return { bytes, position: 0, end: bytes.length }
}

export function hasMore(reader: ProtoReader): boolean {
  return reader.position < reader.end
}

function nextByte(reader: ProtoReader): number {
  const byte = reader.position < reader.end ? reader.bytes[reader.position++] : undefined
  if (byte === undefined) throw new MalformedReply('The reply ends in the middle of a field')
  return byte
}

/** A varint below 2^53; larger values lose precision, which no field we read has, except hybrid timestamps. */
export function readVarint(reader: ProtoReader): number {
  let byte = nextByte(reader)
  if (byte < 128) return byte
  let value = byte & 127
  let scale = 128
  for (let index = 1; index < 10; index++) {
    byte = nextByte(reader)
    value += (byte & 127) * scale
    if (byte < 128) return value
    scale *= 128
  }
  throw new MalformedReply('A number in the reply is longer than ten bytes')
}

/** A 64-bit number without loss, unsigned. */
export function readUint64(reader: ProtoReader): bigint {
  let value = 0n
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = nextByte(reader)
    value |= BigInt(byte & 127) << shift
    if (byte < 128) return BigInt.asUintN(64, value)
  }
  throw new MalformedReply('A number in the reply is longer than ten bytes')
}

/** A signed integer; exact between -2^53 and 2^53. */
export function readInt64(reader: ProtoReader): number {
  const start = reader.position
  const value = readVarint(reader)
  if (value < Number.MAX_SAFE_INTEGER) return value
  reader.position = start
  return Number(BigInt.asIntN(64, readUint64(reader)))
}

/** The window of a length-delimited field; the outer reader stands behind it afterwards. */
export function readWindow(reader: ProtoReader): ProtoReader {
  const size = readVarint(reader)
  const start = reader.position
  const end = start + size
  if (end > reader.end) throw new MalformedReply('A field in the reply is longer than the reply')
  reader.position = end
  return { bytes: reader.bytes, position: start, end }
}

export function readText(reader: ProtoReader): string {
  const window = readWindow(reader)
  return window.bytes.toString('utf8', window.position, window.end)
}

/**
 * Packed little-endian floats. A view on the reply where its bytes are aligned to four, otherwise on one copy of the whole
 * block: never a copy per number. Every platform Node runs our dependencies on is little-endian.
 */
export function readFloats(reader: ProtoReader): Float32Array {
  const window = readWindow(reader)
  const size = window.end - window.position
  if (size % 4 !== 0) throw new MalformedReply('A float block in the reply is not a multiple of four bytes')
  const offset = window.bytes.byteOffset + window.position
  if (offset % 4 === 0) return new Float32Array(window.bytes.buffer, offset, size / 4)
  const copy = new Uint8Array(size)
  copy.set(window.bytes.subarray(window.position, window.end))
  return new Float32Array(copy.buffer)
}

/** Numbers of a repeated integer field, packed or one at a time. */
export function readIntegers(reader: ProtoReader, wireType: number, into: number[]): void {
  if (wireType === 0) {
    into.push(readInt64(reader))
    return
  }
  const window = readWindow(reader)
  while (hasMore(window)) into.push(readInt64(window))
}

export function skipField(reader: ProtoReader, wireType: number): void {
  if (wireType === 0) {
    readVarint(reader)
    return
  }
  if (wireType === 2) {
    readWindow(reader)
    return
  }
  const size = wireType === 1 ? 8 : wireType === 5 ? 4 : -1
  if (size < 0)
    throw new MalformedReply(`The reply has a field of wire type ${wireType}, which no message of ours uses`)
  if (reader.position + size > reader.end) throw new MalformedReply('The reply ends in the middle of a field')
  reader.position += size
}

/** Calls `take` for each field. `take` reads the value and returns true, or returns false to have it skipped. */
export function readFields(reader: ProtoReader, take: (field: number, wireType: number) => boolean): void {
  while (hasMore(reader)) {
    const tag = readVarint(reader)
    const wireType = tag % 8
    if (!take(Math.floor(tag / 8), wireType)) skipField(reader, wireType)
  }
}

/** A `KeyValuePair` (key 1, value 2) or a map entry with a string value, which looks the same. */
export function readKeyValue(reader: ProtoReader): readonly [string, string] {
  const window = readWindow(reader)
  let key = ''
  let value = ''
  readFields(window, (field, wireType) => {
    if (wireType !== 2) return false
    if (field === 1) key = readText(window)
    else if (field === 2) value = readText(window)
    else return false
    return true
  })
  return [key, value]
}
