import { AppError } from '../../../domain/errors.ts'
import type { Log } from '../../../ports/log.ts'
import type { CollectionSpec } from '../../../ports/vector-store.ts'
import type { CollectionDefinition } from '../wire/collection-definition.ts'
import type { Abilities } from './abilities.ts'
import type { AdminTarget } from './collection-admin.ts'
import {
  createCollection,
  createIndex,
  describeCollection,
  describeIndexes,
  dropCollection,
  loadCollection,
} from './collection-admin.ts'
import {
  denseField,
  denseIndex,
  documentIndex,
  layoutFor,
  newCollection,
  sparseField,
  sparseIndex,
  storedFingerprint,
} from './collection-layout.ts'
import { collectionDifferences, collectionMismatch, hasTerms, indexOf } from './compare-collection.ts'

interface EnsureOptions {
  readonly abilities: Abilities
  /** How long to wait for the collection to be loaded, milliseconds. */
  readonly loadTimeoutMs: number
  readonly log: Log
}

/**
 * Creates the collection and its indexes when missing and loads it. Every step is repeated safely: whoever loses a race
 * finds what the winner made, and a process that died half-way is continued. An existing collection is compared first and
 * never changed, except that missing indexes are made, without which it cannot be searched.
 * @returns what the collection is.
 * @throws AppError `collection_mismatch` with the table of differences; MilvusFailure.
 */
export async function ensureCollection(
  target: AdminTarget,
  spec: CollectionSpec,
  options: EnsureOptions,
): Promise<CollectionDefinition> {
  const { abilities } = options
  const definition = (await describeCollection(target)) ?? (await createAsUnderstood(target, spec, options))
  const differences = collectionDifferences(definition, await describeIndexes(target), { abilities, spec })
  if (differences.length > 0) throw collectionMismatch(spec.name, differences)
  await createMissingIndexes(target, definition, abilities)
  await loadCollection(target, options.loadTimeoutMs)
  return definition
}

/**
 * Creates the best layout the server bears. A server that then describes it without its function has not understood it and
 * might end when it is loaded: that one is dropped, empty as it is, and one without terms made instead.
 */
async function createAsUnderstood(
  target: AdminTarget,
  spec: CollectionSpec,
  { abilities, log }: EnsureOptions,
): Promise<CollectionDefinition> {
  await createCollection(target, newCollection(spec, abilities))
  const created = await describeNew(target)
  if (layoutFor(abilities) === 'original' || hasTerms(created) || !hasSparseField(created)) return created
  log.warn({ collection: spec.name }, 'the vector store does not keep BM25 functions: the collection has vectors only')
  await dropCollection(target)
  await createCollection(target, newCollection(spec, abilities, 'original'))
  return describeNew(target)
}

const hasSparseField = ({ fields }: CollectionDefinition) => fields.some(({ name }) => name === sparseField)

async function describeNew(target: AdminTarget): Promise<CollectionDefinition> {
  const definition = await describeCollection(target)
  if (definition !== null) return definition
  const message = `The collection ${target.collection} was created but cannot be seen yet.`
  throw new AppError('vector_store_unavailable', message, { retryable: true })
}

async function createMissingIndexes(
  target: AdminTarget,
  definition: CollectionDefinition,
  abilities: Abilities,
): Promise<void> {
  const present = await describeIndexes(target)
  const sparse = hasTerms(definition)
  if (indexOf(present, denseField) === undefined) await createIndex(target, denseIndex(abilities))
  if (sparse && indexOf(present, sparseField) === undefined) await createIndex(target, sparseIndex)
  const wanted = documentIndex(abilities)
  // What was made by somebody else stays as it is.
  const ours = sparse || storedFingerprint(definition) !== null
  if (wanted !== null && ours && indexOf(present, wanted.field) === undefined) await createIndex(target, wanted)
}
