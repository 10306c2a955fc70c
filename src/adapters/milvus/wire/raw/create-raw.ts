import type { RawField, RawSchema } from '../../../../ports/raw-collection.ts'
import {
  encodeMessage,
  writeBoolField,
  writeBytesField,
  writeIntField,
  writePresentIntField,
  writeStringField,
} from '../protobuf/protobuf-writer.ts'
import { writeParam } from '../read-request.ts'

export interface RawCreation {
  readonly database: string
  readonly name: string
  readonly schema: RawSchema
}

/** A `CreateCollectionRequest` for a collection like another one. Keys come with the rows, whoever gave them before. */
export function encodeCreateRaw({ database, name, schema }: RawCreation): Buffer {
  const collection = encodeMessage((writer) => {
    writeStringField(writer, 1, name)
    writeStringField(writer, 2, schema.description)
    for (const field of schema.fields) writeBytesField(writer, 4, withGivenKeys(field))
    writeBoolField(writer, 5, schema.dynamic)
    for (const { definition } of schema.functions) writeBytesField(writer, 7, definition)
  })
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writeStringField(request, 3, name)
    writeBytesField(request, 4, collection)
    writeIntField(request, 5, schema.shards)
    writeIntField(request, 6, schema.consistency)
    for (const [key, value] of Object.entries(schema.properties)) writeParam(request, 7, key, value)
  })
}

/** The last value of a field counts, so a zero behind the others takes the automatic key away. */
function withGivenKeys({ definition, autoId }: RawField): Uint8Array {
  if (!autoId) return definition
  return Buffer.concat([definition, encodeMessage((field) => writePresentIntField(field, 8, 0))])
}

/** `ShowPartitionsRequest` */
export function encodeShowPartitions(database: string, collection: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, database)
    writeStringField(request, 3, collection)
  })
}
