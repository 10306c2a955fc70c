import { createReader, readFields, readInt64, readText, readVarint, readWindow } from './protobuf/protobuf-reader.ts'
import type { ProtoReader } from './protobuf/protobuf-reader.ts'

/** What the server says about a call (`common.Status`). Success needs both codes to be zero: Milvus Lite sets only `code`. */
export interface Status {
  /** Legacy enumeration. */
  readonly errorCode: number
  readonly code: number
  readonly reason: string
  readonly retriable: boolean
}

/** A decoded reply. A reply without a status is an error, whatever else it holds. */
export interface Reply<T> {
  readonly status: Status | null
  readonly value: T
}

export function readStatus(reader: ProtoReader): Status {
  let errorCode = 0
  let code = 0
  let reason = ''
  let retriable = false
  readFields(reader, (field, wireType) => {
    if (field === 1 && wireType === 0) errorCode = readVarint(reader)
    else if (field === 2 && wireType === 2) reason = readText(reader)
    else if (field === 3 && wireType === 0) code = readInt64(reader)
    else if (field === 4 && wireType === 0) retriable = readVarint(reader) !== 0
    else return false
    return true
  })
  return { errorCode, code, reason, retriable }
}

/** For calls that answer with a bare status. An empty message is a success: protobuf leaves zeros out. */
export function decodeStatusReply(bytes: Buffer): Reply<null> {
  return { status: readStatus(createReader(bytes)), value: null }
}

/** Decodes a reply whose field 1 is the status, as all of them except bare statuses; `take` reads the other fields. */
export function decodeReply<T>(
  bytes: Buffer,
  take: (reader: ProtoReader, field: number, wireType: number) => boolean,
  value: () => T,
): Reply<T> {
  const reader = createReader(bytes)
  let status: Status | null = null
  readFields(reader, (field, wireType) => {
    if (field !== 1 || wireType !== 2) return take(reader, field, wireType)
    status = readStatus(readWindow(reader))
    return true
  })
  return { status, value: value() }
}
