import type { RawSchema } from '../../src/ports/raw-collection.ts'

/** A schema that has nothing but what a test says. */
export const rawSchema = (more: Partial<RawSchema> = {}): RawSchema => ({
  description: '',
  fields: [],
  functions: [],
  indexes: [],
  dynamic: false,
  structs: false,
  consistency: 0,
  shards: 1,
  properties: {},
  aliases: [],
  partitions: [],
  identity: null,
  ...more,
})
