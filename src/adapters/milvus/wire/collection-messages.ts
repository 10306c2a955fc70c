import type { ProtoReader } from './protobuf-reader.ts'
import { readFields, readKeyValue, readText, readVarint, readWindow } from './protobuf-reader.ts'
import type { ProtoWriter } from './protobuf-writer.ts'
import {
  encodeMessage,
  writeBoolField,
  writeBytesField,
  writeIntField,
  writeMessageField,
  writePresentIntField,
  writePresentStringField,
  writeStringField,
} from './protobuf-writer.ts'
import type { Reply } from './status.ts'
import { decodeReply } from './status.ts'

type Pairs = Readonly<Record<string, string>>

export interface FieldDefinition {
  readonly name: string
  readonly dataType: number
  readonly primary: boolean
  readonly partitionKey: boolean
  readonly autoId: boolean
  readonly functionOutput: boolean
  /** `dim`, `max_length`, `enable_analyzer`, `analyzer_params`. */
  readonly params: Pairs
  readonly defaultValue?: string | number
}

/** A BM25 function: the server fills `output` (sparse vector) from `input` (analysed text). */
export interface FunctionDefinition {
  readonly name: string
  readonly input: string
  readonly output: string
}

export interface CollectionDefinition {
  readonly name: string
  readonly description: string
  readonly fields: readonly FieldDefinition[]
  readonly functions: readonly FunctionDefinition[]
  readonly properties: Pairs
}

const functionTypeBm25 = 1

function writePairs(writer: ProtoWriter, field: number, pairs: Pairs): void {
  for (const [key, value] of Object.entries(pairs)) {
    writeMessageField(writer, field, (pair) => {
      writeStringField(pair, 1, key)
      writeStringField(pair, 2, value)
    })
  }
}

function writeField(writer: ProtoWriter, field: FieldDefinition): void {
  writeStringField(writer, 2, field.name)
  writeBoolField(writer, 3, field.primary)
  writeIntField(writer, 5, field.dataType)
  writePairs(writer, 6, field.params)
  writeBoolField(writer, 8, field.autoId)
  const { defaultValue } = field
  if (defaultValue !== undefined) {
    writeMessageField(writer, 11, (value) => {
      if (typeof defaultValue === 'number') writePresentIntField(value, 3, defaultValue)
      else writePresentStringField(value, 6, defaultValue)
    })
  }
  writeBoolField(writer, 13, field.partitionKey)
  writeBoolField(writer, 16, field.functionOutput)
}

function encodeSchema(definition: CollectionDefinition): Buffer {
  return encodeMessage((schema) => {
    writeStringField(schema, 1, definition.name)
    writeStringField(schema, 2, definition.description)
    for (const field of definition.fields) writeMessageField(schema, 4, (writer) => writeField(writer, field))
    for (const { name, input, output } of definition.functions) {
      writeMessageField(schema, 7, (writer) => {
        writeStringField(writer, 1, name)
        writeIntField(writer, 4, functionTypeBm25)
        writePresentStringField(writer, 5, input)
        writePresentStringField(writer, 7, output)
      })
    }
  })
}

/** `CreateCollectionRequest`: one shard, consistency Strong (0) as the original; every read of ours names its own level. */
export function encodeCreateCollection(database: string, definition: CollectionDefinition): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writeStringField(request, 3, definition.name)
    writeBytesField(request, 4, encodeSchema(definition))
    writeIntField(request, 5, 1)
    writePairs(request, 7, definition.properties)
  })
}

/** Describe, drop, has and load share the fields we use: database 2, collection 3. */
export function encodeNamedCollection(database: string, collection: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writeStringField(request, 3, collection)
  })
}

/** `LoadCollectionRequest`, one replica. */
export function encodeLoadCollection(database: string, collection: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writeStringField(request, 3, collection)
    writeIntField(request, 4, 1)
  })
}

export function encodeGetLoadState(database: string, collection: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, collection)
    writeStringField(request, 4, database)
  })
}

export function encodeShowCollections(database: string): Buffer {
  return encodeMessage((request) => writeStringField(request, 2, database))
}

/** `FlushRequest`; used only by house-keeping on Milvus Lite. */
export function encodeFlush(database: string, collection: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writePresentStringField(request, 3, collection)
  })
}

export const loadState = { notExist: 0, notLoaded: 1, loading: 2, loaded: 3 } as const

export function decodeLoadState(bytes: Buffer): Reply<number> {
  let state: number = loadState.notExist
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field !== 2 || wireType !== 0) return false
      state = readVarint(reader)
      return true
    },
    () => state,
  )
}

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
      if (wireType !== 2) return false
      if (field === 2) readSchema(readWindow(reader))
      else if (field === 12) name = readText(reader)
      else if (field === 13) {
        const [key, value] = readKeyValue(reader)
        properties[key] = value
      } else return false
      return true
    },
    () => ({ name, description, fields, functions, properties }),
  )
}
