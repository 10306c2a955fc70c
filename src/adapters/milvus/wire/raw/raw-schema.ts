import type { RawField, RawFunction, RawSchema } from '../../../../ports/raw-collection.ts'
import { createWriter, writeRaw, writtenBytes } from '../protobuf/protobuf-bytes.ts'
import {
  hasMore,
  readFields,
  readKeyValue,
  readText,
  readUint64,
  readVarint,
  readWindow,
  skipField,
  type ProtoReader,
} from '../protobuf/protobuf-reader.ts'
import type { Reply } from '../status.ts'
import { decodeReply } from '../status.ts'
import { isVector, kinds, valueKinds } from './value-kinds.ts'

/** What a server says of a collection; its indexes and partitions are asked for on their own. */
export type DescribedSchema = Omit<RawSchema, 'indexes' | 'partitions'>

/** A `DescribeCollectionResponse`, with fields and functions as they stand there. */
export function decodeRawSchema(bytes: Buffer): Reply<DescribedSchema> {
  const fields: RawField[] = []
  const functions: RawFunction[] = []
  const properties: Record<string, string> = {}
  const aliases: string[] = []
  const said = { description: '', dynamic: false, structs: false, consistency: 0, shards: 1 }
  let [id, createdAt] = [0n, 0n]
  const readSchema = (reader: ProtoReader) =>
    readFields(reader, (field, wireType) => {
      if (field === 2 && wireType === 2) said.description = readText(reader)
      else if (field === 4 && wireType === 2) fields.push(readField(readWindow(reader)))
      else if (field === 5 && wireType === 0) said.dynamic = readVarint(reader) !== 0
      else if (field === 7 && wireType === 2) functions.push(readFunction(readWindow(reader)))
      else if (field === 9 && wireType === 2) said.structs = readWindow(reader).end > 0
      else return false
      return true
    })
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field === 2 && wireType === 2) readSchema(readWindow(reader))
      else if (field === 3 && wireType === 0) id = readUint64(reader)
      else if (field === 6 && wireType === 0) createdAt = readUint64(reader)
      else if (field === 8 && wireType === 0) said.shards = Math.max(1, readVarint(reader))
      else if (field === 9 && wireType === 2) aliases.push(readText(reader))
      else if (field === 11 && wireType === 0) said.consistency = readVarint(reader)
      else if (field === 13 && wireType === 2) {
        const [key, value] = readKeyValue(reader)
        properties[key] = value
      } else return false
      return true
    },
    () => {
      // a number alone may be that of another server's collection
      const identity = id === 0n || createdAt === 0n ? null : `${id}@${createdAt}`
      return {
        ...said,
        fields: fields.filter(({ name }) => name !== dynamicField),
        functions,
        properties,
        aliases,
        identity,
      }
    },
  )
}

/** Where values beside the fields are kept; every server adds it by itself. */
export const dynamicField = '$meta'

/** A `FieldSchema`. */
function readField(reader: ProtoReader): RawField {
  const definition = withoutFields(reader, numbersOfServer)
  const params: Record<string, string> = {}
  const flags = { primary: false, autoId: false, partitionKey: false, nullable: false, functionOutput: false }
  const flagOf: Readonly<Record<number, keyof typeof flags>> = {
    3: 'primary',
    8: 'autoId',
    13: 'partitionKey',
    15: 'nullable',
    16: 'functionOutput',
  }
  let [name, kind, elementKind, hasDefault] = ['', 0, 0, false]
  readFields(reader, (field, wireType) => {
    const flag = flagOf[field]
    if (field === 2 && wireType === 2) name = readText(reader)
    else if (field === 6 && wireType === 2) {
      const [key, value] = readKeyValue(reader)
      params[key] = value
    } else if (field === 11 && wireType === 2) hasDefault = readWindow(reader).end > 0
    else if (wireType !== 0) return false
    else if (field === 5) kind = readVarint(reader)
    else if (field === 10) elementKind = readVarint(reader)
    else if (flag !== undefined) flags[flag] = readVarint(reader) !== 0
    else return false
    return true
  })
  // of an array's texts not every server says how long they may be
  const limit = params[kind === kinds.array ? 'max_capacity' : 'max_length'] ?? null
  const carried = valueKinds.has(kind) && !(isVector(kind) && flags.nullable)
  const shape = shapeOf(kind, elementKind, params)
  const type = [
    params['max_length'] === undefined ? shape : `${shape} of ${params['max_length']} bytes`,
    ...(flags.primary ? ['primary key'] : []),
    ...(flags.autoId ? ['automatic'] : []),
    ...(flags.partitionKey ? ['partition key'] : []),
    ...(flags.nullable ? ['may be null'] : []),
    ...(flags.functionOutput ? ['made by the server'] : []),
    ...(hasDefault ? ['with a default'] : []),
  ].join(', ')
  return { name, type, shape, elementKind, limit: limit === null ? null : Number(limit), ...flags, carried, definition }
}

function shapeOf(kind: number, elementKind: number, params: Readonly<Record<string, string>>): string {
  const name = valueKinds.get(kind)?.name ?? `kind ${kind}`
  if (kind === kinds.array) return `${name} of ${valueKinds.get(elementKind)?.name ?? `kind ${elementKind}`}`
  return params['dim'] === undefined ? name : `${name}(${params['dim']})`
}

/** A `FunctionSchema`. */
function readFunction(reader: ProtoReader): RawFunction {
  const definition = withoutFields(reader, idsOfFunction)
  let [name, type] = ['', 0]
  readFields(reader, (field, wireType) => {
    if (field === 1 && wireType === 2) name = readText(reader)
    else if (field === 4 && wireType === 0) type = readVarint(reader)
    else return false
    return true
  })
  return { name, kind: type === 1 ? 'bm25' : 'other', definition }
}

/** Number and state of a field are its server's own; so are the numbers in a function. */
const numbersOfServer: ReadonlySet<number> = new Set([1, 9])
const idsOfFunction: ReadonlySet<number> = new Set([2, 6, 8])

/** A message as it stands, but without some of its fields. The reader stays where it was. */
function withoutFields(reader: ProtoReader, left: ReadonlySet<number>): Buffer {
  const copy = { ...reader }
  const writer = createWriter(reader.end - reader.position)
  while (hasMore(copy)) {
    const start = copy.position
    const tag = readVarint(copy)
    skipField(copy, tag % 8)
    if (!left.has(Math.floor(tag / 8))) writeRaw(writer, copy.bytes.subarray(start, copy.position))
  }
  return Buffer.from(writtenBytes(writer))
}
