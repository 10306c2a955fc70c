import { AppError } from '../../../domain/errors.ts'
import { incompatibilities } from '../../../domain/fingerprint.ts'
import type { CollectionSpec } from '../../../ports/vector-store.ts'
import {
  collectionFields,
  denseField,
  denseMetric,
  sparseField,
  storedFingerprint,
  termsField,
} from './collection-layout.ts'
import type { CollectionDefinition, FieldDefinition } from '../wire/collection-definition.ts'
import { dataType } from '../wire/data-type.ts'
import { typeName } from './field-types.ts'
import type { Abilities } from './abilities.ts'
import type { IndexDefinition } from '../wire/index-messages.ts'

/** One line of the table of differences. */
export interface Difference {
  readonly what: string
  readonly wanted: string
  readonly found: string
}

/** Floats of a vector; 0 when the collection has no field `embedding`. */
export function dimensionOf(definition: CollectionDefinition): number {
  const field = definition.fields.find(({ name }) => name === denseField)
  return Number(field?.params['dim'] ?? 0)
}

/** Whether the server computes BM25 over the analysed terms. */
export function hasTerms(definition: CollectionDefinition): boolean {
  return definition.functions.some(({ input, output }) => input === termsField && output === sparseField)
}

export function indexOf(indexes: readonly IndexDefinition[], field: string): IndexDefinition | undefined {
  return indexes.find((index) => index.field === field)
}

function fieldDifferences(wanted: FieldDefinition, found: FieldDefinition | undefined): Difference[] {
  const what = `field ${wanted.name}`
  if (found === undefined) return [{ what, wanted: typeName(wanted.dataType), found: 'missing' }]
  const differences: Difference[] = []
  if (found.dataType !== wanted.dataType) {
    differences.push({ what, wanted: typeName(wanted.dataType), found: typeName(found.dataType) })
  }
  if (found.primary !== wanted.primary || (wanted.primary && found.autoId)) {
    const describe = (field: FieldDefinition) =>
      `${field.primary ? 'primary key' : 'not the primary key'}${field.autoId ? ', automatic' : ''}`
    differences.push({ what, wanted: describe(wanted), found: describe(found) })
  }
  const wantedBytes = Number(wanted.params['max_length'] ?? 0)
  const foundBytes = Number(found.params['max_length'] ?? Infinity)
  if (foundBytes < wantedBytes) {
    differences.push({ what: `${what} max_length`, wanted: `at least ${wantedBytes}`, found: String(foundBytes) })
  }
  return differences
}

/** What an existing collection is compared with. */
export interface Comparison {
  readonly abilities: Abilities
  /** Null compares all but dimension and fingerprint. */
  readonly spec: Pick<CollectionSpec, 'dimension' | 'fingerprint'> | null
}

/**
 * Compares an existing collection field by field with what we need. The original's ten fields are enough; the partition
 * key and the analysed terms are not asked of a collection we did not create.
 */
export function collectionDifferences(
  definition: CollectionDefinition,
  indexes: readonly IndexDefinition[],
  { abilities, spec }: Comparison,
): readonly Difference[] {
  const dimension = dimensionOf(definition)
  const layout = hasTerms(definition) ? 'terms' : 'original'
  const fields = collectionFields(spec?.dimension ?? dimension, layout).flatMap((field) =>
    fieldDifferences(
      field,
      definition.fields.find(({ name }) => name === field.name),
    ),
  )
  const differences = [...fields, ...dangers(definition, abilities)]
  if (spec !== null && dimension !== spec.dimension) {
    differences.push({ what: 'dimension', wanted: String(spec.dimension), found: String(dimension) })
  }
  const metric = indexOf(indexes, denseField)?.params['metric_type']
  if (metric !== undefined && metric !== denseMetric) {
    differences.push({ what: 'metric of embedding', wanted: denseMetric, found: metric })
  }
  const stored = storedFingerprint(definition)
  if (spec !== null && stored !== null) {
    for (const line of incompatibilities(stored, spec.fingerprint)) {
      differences.push({ what: 'embedder fingerprint', wanted: 'equal', found: line })
    }
  }
  return differences
}

/**
 * What must not even be tried. A sparse field that no function fills cannot be written by us, and a server that forgot its
 * function ends when it loads the field; rows upserted by a broken partition key are not found again.
 */
function dangers(definition: CollectionDefinition, { partitionKey }: Abilities): readonly Difference[] {
  const filled = new Set(definition.functions.map(({ output }) => output))
  return definition.fields.flatMap((field) => {
    const what = `field ${field.name}`
    if (field.dataType === dataType.sparseFloatVector && !filled.has(field.name)) {
      return [{ what, wanted: 'none without a BM25 function', found: typeName(field.dataType) }]
    }
    if (field.partitionKey && partitionKey === 'broken') {
      return [{ what, wanted: 'no partition key: this server writes it wrongly', found: 'partition key' }]
    }
    return []
  })
}

/** The error that refuses a collection, with the table of differences in its message. */
export function collectionMismatch(name: string, differences: readonly Difference[]): AppError {
  const rows = [{ what: 'property', wanted: 'wanted', found: 'found' }, ...differences]
  const width = (key: keyof Difference) => Math.max(...rows.map((row) => row[key].length))
  const [whatWidth, wantedWidth] = [width('what'), width('wanted')]
  const table = rows.map((row) => `  ${row.what.padEnd(whatWidth)}  ${row.wanted.padEnd(wantedWidth)}  ${row.found}`)
  const advice = 'Use the embedder and the server this collection was made for, or name another collection.'
  return new AppError(
    'collection_mismatch',
    `The collection ${name} cannot hold this installation's chunks:\n${table.join('\n')}\n${advice}`,
    { details: { collection: name, differences: differences.length, first: differences[0]?.what ?? null } },
  )
}
