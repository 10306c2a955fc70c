import { readFields, readKeyValue, readText, readWindow } from './protobuf/protobuf-reader.ts'
import type { ProtoReader } from './protobuf/protobuf-reader.ts'
import { encodeMessage, writeMessageField, writeStringField } from './protobuf/protobuf-writer.ts'
import type { Reply } from './status.ts'
import { decodeReply } from './status.ts'

export interface IndexDefinition {
  readonly name: string
  readonly field: string
  /** `index_type`, `metric_type` and `params` (JSON text), as they stand on the wire. */
  readonly params: Readonly<Record<string, string>>
}

export function encodeCreateIndex(database: string, collection: string, index: IndexDefinition): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writeStringField(request, 3, collection)
    writeStringField(request, 4, index.field)
    for (const [key, value] of Object.entries(index.params)) {
      writeMessageField(request, 5, (pair) => {
        writeStringField(pair, 1, key)
        writeStringField(pair, 2, value)
      })
    }
    writeStringField(request, 6, index.name)
  })
}

/** All indexes of a collection: no field named. */
export function encodeDescribeIndex(database: string, collection: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writeStringField(request, 3, collection)
  })
}

function readIndex(reader: ProtoReader): IndexDefinition {
  let name = ''
  let field = ''
  const params: Record<string, string> = {}
  readFields(reader, (number, wireType) => {
    if (wireType !== 2) return false
    if (number === 1) name = readText(reader)
    else if (number === 3) {
      const [key, value] = readKeyValue(reader)
      params[key] = value
    } else if (number === 4) field = readText(reader)
    else return false
    return true
  })
  return { name, field, params }
}

export function decodeDescribeIndex(bytes: Buffer): Reply<readonly IndexDefinition[]> {
  const indexes: IndexDefinition[] = []
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field !== 2 || wireType !== 2) return false
      indexes.push(readIndex(readWindow(reader)))
      return true
    },
    () => indexes,
  )
}
