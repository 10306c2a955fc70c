import type { CollectionDefinition, FieldDefinition } from './collection-definition.ts'
import type { ProtoWriter } from './protobuf/protobuf-bytes.ts'
import {
  encodeMessage,
  writeBoolField,
  writeBytesField,
  writeIntField,
  writeMessageField,
  writePresentIntField,
  writePresentStringField,
  writeStringField,
} from './protobuf/protobuf-writer.ts'

const functionTypeBm25 = 1

function writePairs(writer: ProtoWriter, field: number, pairs: Readonly<Record<string, string>>): void {
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
