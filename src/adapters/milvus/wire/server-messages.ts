import { messageType } from './message-type.ts'
import { readFields, readText, readUint64, readWindow } from './protobuf/protobuf-reader.ts'
import { encodeMessage, writeIntField, writeMessageField, writeStringField } from './protobuf/protobuf-writer.ts'
import type { Reply } from './status.ts'
import { decodeReply } from './status.ts'

/** `ConnectRequest`: who we are, shown in the server's list of clients. */
export function encodeConnect(client: { readonly version: string; readonly localTime: string; readonly host: string }) {
  return encodeMessage((request) => {
    writeMessageField(request, 1, (base) => writeIntField(base, 1, messageType.connect))
    writeMessageField(request, 2, (info) => {
      writeStringField(info, 1, 'atenex')
      writeStringField(info, 2, client.version)
      writeStringField(info, 3, client.localTime)
      writeStringField(info, 5, client.host)
    })
  })
}

export interface ServerInfo {
  readonly buildTags: string
  readonly deployMode: string
}

export function decodeConnect(bytes: Buffer): Reply<ServerInfo> {
  const value = { buildTags: '', deployMode: '' }
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field !== 2 || wireType !== 2) return false
      const info = readWindow(reader)
      readFields(info, (inner, innerType) => {
        if (innerType !== 2) return false
        if (inner === 1) value.buildTags = readText(info)
        else if (inner === 5) value.deployMode = readText(info)
        else return false
        return true
      })
      return true
    },
    () => value,
  )
}

/** Requests without fields: GetVersion, ListDatabases, AllocTimestamp. */
export function encodeNothing(): Buffer {
  return Buffer.alloc(0)
}

export function decodeVersion(bytes: Buffer): Reply<string> {
  let version = ''
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field !== 2 || wireType !== 2) return false
      version = readText(reader)
      return true
    },
    () => version,
  )
}

/** Replies of ListDatabases and ShowCollections begin alike. */
export function decodeNames(bytes: Buffer): Reply<readonly string[]> {
  const names: string[] = []
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field !== 2 || wireType !== 2) return false
      names.push(readText(reader))
      return true
    },
    () => names,
  )
}

/** Hybrid timestamp of the server: milliseconds shifted left by 18 bits. */
export function decodeTimestamp(bytes: Buffer): Reply<bigint> {
  let timestamp = 0n
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field !== 2 || wireType !== 0) return false
      timestamp = readUint64(reader)
      return true
    },
    () => timestamp,
  )
}
