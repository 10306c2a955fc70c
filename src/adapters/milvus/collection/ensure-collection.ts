import { AppError } from '../../../domain/errors.ts'
import type { CollectionSpec } from '../../../ports/vector-store.ts'
import type { AdminTarget } from './collection-admin.ts'
import {
  createCollection,
  createIndex,
  describeCollection,
  describeIndexes,
  loadCollection,
} from './collection-admin.ts'
import { denseField, denseIndex, documentIndex, newCollection, sparseField, sparseIndex } from './collection-layout.ts'
import { collectionDifferences, collectionMismatch, hasTerms, indexOf } from './compare-collection.ts'
import type { ServerProfile } from './server-profile.ts'
import { isAtLeast25 } from './server-profile.ts'
import type { CollectionDefinition } from '../wire/collection-messages.ts'

interface EnsureOptions {
  readonly kind: 'milvus' | 'zilliz'
  readonly profile: ServerProfile
  /** How long to wait for the collection to be loaded, milliseconds. */
  readonly loadTimeoutMs: number
}

/**
 * Creates the collection and its indexes when missing and loads it. Every step is repeated safely: whoever loses a race
 * finds what the winner made, and a process that died half-way is continued. An existing collection is compared first and
 * never changed, except that missing indexes are made, without which it cannot be searched.
 * @throws AppError `collection_mismatch` with the table of differences; MilvusFailure.
 */
export async function ensureCollection(
  target: AdminTarget,
  spec: CollectionSpec,
  options: EnsureOptions,
): Promise<void> {
  let definition = await describeCollection(target)
  if (definition === null) {
    await createCollection(target, newServerCollection(spec, options.profile))
    definition = await describeCollection(target)
  }
  if (definition === null) {
    throw new AppError('vector_store_unavailable', `The collection ${spec.name} was created but cannot be seen yet.`, {
      retryable: true,
    })
  }
  await refuseDifferences(target, definition, spec)
  await createMissingIndexes(target, definition, options.profile.lite ? 'lite' : options.kind)
  await loadCollection(target, options.loadTimeoutMs)
}

/** Servers before 2.5 have no BM25: the collection then has the original's ten fields, and retrieval is dense only. */
function newServerCollection(spec: CollectionSpec, profile: ServerProfile): CollectionDefinition {
  const full = newCollection(spec, profile.lite)
  if (profile.lite || isAtLeast25(profile.version)) return full
  return { ...full, fields: full.fields.slice(0, 10), functions: [] }
}

async function refuseDifferences(
  target: AdminTarget,
  definition: CollectionDefinition,
  spec: CollectionSpec,
): Promise<void> {
  const differences = collectionDifferences(definition, await describeIndexes(target), spec)
  if (differences.length > 0) throw collectionMismatch(spec.name, differences)
}

async function createMissingIndexes(
  target: AdminTarget,
  definition: CollectionDefinition,
  server: Parameters<typeof denseIndex>[0],
): Promise<void> {
  const present = await describeIndexes(target)
  const sparse = hasTerms(definition)
  if (indexOf(present, denseField) === undefined) await createIndex(target, denseIndex(server))
  if (sparse && indexOf(present, sparseField) === undefined) await createIndex(target, sparseIndex)
  // A collection with analysed terms is ours; one without was made by somebody else and stays as it is.
  if (sparse && indexOf(present, documentIndex.field) === undefined) await createIndex(target, documentIndex)
}
