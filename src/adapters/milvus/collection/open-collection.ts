import type { EmbedderFingerprint } from '../../../domain/fingerprint.ts'
import type { Abilities } from './abilities.ts'
import type { AdminTarget } from './collection-admin.ts'
import { describeCollection, describeIndexes } from './collection-admin.ts'
import { denseField, storedFingerprint } from './collection-layout.ts'
import { collectionDifferences, collectionMismatch, dimensionOf, hasTerms, indexOf } from './compare-collection.ts'
import type { FilterStyle } from '../wire/filter.ts'
import { probeFilterStyle } from './probe-collection.ts'
import type { ServerProfile } from './server-profile.ts'

/** A collection that was looked at and found usable. */
export interface OpenCollection {
  readonly name: string
  readonly dimension: number
  readonly sparse: boolean
  /** A read looks through the part of its company alone. */
  readonly partitioned: boolean
  /** Null for a collection that somebody else created. */
  readonly fingerprint: EmbedderFingerprint | null
  readonly identity: string | null
  /** Type of the index over the embeddings; decides the search parameter. Empty when there is none yet. */
  readonly indexType: string
  readonly filterStyle: FilterStyle
  readonly abilities: Abilities
}

/**
 * Null when there is none.
 * @throws AppError `collection_mismatch` when it cannot hold our rows whatever the embedder.
 */
export async function openCollection(target: AdminTarget, profile: ServerProfile): Promise<OpenCollection | null> {
  const definition = await describeCollection(target)
  if (definition === null) return null
  const indexes = await describeIndexes(target)
  const differences = collectionDifferences(definition, indexes, { abilities: profile.abilities, spec: null })
  if (differences.length > 0) throw collectionMismatch(target.collection, differences)
  return {
    name: target.collection,
    dimension: dimensionOf(definition),
    sparse: hasTerms(definition),
    partitioned: definition.fields.some(({ partitionKey }) => partitionKey),
    fingerprint: storedFingerprint(definition),
    identity: definition.identity,
    indexType: indexOf(indexes, denseField)?.params['index_type'] ?? '',
    filterStyle: await probeFilterStyle(target, profile.abilities),
    abilities: profile.abilities,
  }
}
