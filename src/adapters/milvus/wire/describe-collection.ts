import type { CollectionDefinition, FieldDefinition, FunctionDefinition } from './collection-definition.ts'
import type { ProtoReader } from './protobuf/protobuf-reader.ts'
import { readFields, readKeyValue, readText, readUint64, readVarint, readWindow } from './protobuf/protobuf-reader.ts'
import type { Reply } from './status.ts'
import { decodeReply } from './status.ts'

function readFieldDefinition(outer: ProtoReader): FieldDefinition {
  const reader = readWindow(outer)
  const params: Record<string, string> = {}
  const flags = { primary: false, autoId: false, partitionKey: false, functionOutput: false }
  let name = ''
  let type = 0
  readFields(reader, (field, wireType) => {
    if (field === 2 && wireType === 2) name = readText(reader)
    else if (field === 6 && wireType === 2) {
      const [key, value] = readKeyValue(reader)
      params[key] = value
    } else if (wireType !== 0) return false
    else if (field === 3) flags.primary = readVarint(reader) !== 0
    else if (field === 5) type = readVarint(reader)
    else if (field === 8) flags.autoId = readVarint(reader) !== 0
    else if (field === 13) flags.partitionKey = readVarint(reader) !== 0
    else if (field === 16) flags.functionOutput = readVarint(reader) !== 0
    else return false
    return true
  })
  return { name, dataType: type, params, ...flags }
}

function readFunctionDefinition(outer: ProtoReader): FunctionDefinition {
  const reader = readWindow(outer)
  let name = ''
  let input = ''
  let output = ''
  readFields(reader, (field, wireType) => {
    if (wireType !== 2) return false
    if (field === 1) name = readText(reader)
    else if (field === 5) input = readText(reader)
    else if (field === 7) output = readText(reader)
    else return false
    return true
  })
  return { name, input, output }
}

/** What the server says a collection looks like. Default values are not read back. */
export function decodeDescribeCollection(bytes: Buffer): Reply<CollectionDefinition> {
  let name = ''
  let description = ''
  let [id, createdAt] = [0n, 0n]
  const fields: FieldDefinition[] = []
  const functions: FunctionDefinition[] = []
  const properties: Record<string, string> = {}
  const readSchema = (reader: ProtoReader) =>
    readFields(reader, (field, wireType) => {
      if (wireType !== 2) return false
      if (field === 2) description = readText(reader)
      else if (field === 4) fields.push(readFieldDefinition(reader))
      else if (field === 7) functions.push(readFunctionDefinition(reader))
      else return false
      return true
    })
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (wireType === 0 && field === 3) id = readUint64(reader)
      else if (wireType === 0 && field === 6) createdAt = readUint64(reader)
      else if (wireType !== 2) return false
      else if (field === 2) readSchema(readWindow(reader))
      else if (field === 12) name = readText(reader)
      else if (field === 13) {
        const [key, value] = readKeyValue(reader)
        properties[key] = value
      } else return false
      return true
    },
    () => ({ name, description, fields, functions, properties, identity: identityOf(id, createdAt) }),
  )
}

/** A number alone may be that of another server's collection. */
function identityOf(id: bigint, createdAt: bigint): string | null {
  return id === 0n || createdAt === 0n ? null : `${id}@${createdAt}`
}
