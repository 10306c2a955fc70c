import type { Abilities } from '../collection/abilities.ts'
import type { AdminTarget } from '../collection/collection-admin.ts'
import { describeCollection, describeIndexes, readLoadState } from '../collection/collection-admin.ts'
import type { Difference } from '../collection/compare-collection.ts'
import { collectionDifferences, dimensionOf, hasTerms } from '../collection/compare-collection.ts'
import type { Finding } from './finding.ts'
import { finding } from './finding.ts'
import { isFailure } from '../calls/milvus-failure.ts'
import { encodeQueryForNothing, probeFilterStyle, probeOrderedIteration } from '../collection/probe-collection.ts'
import type { ServerProfile } from '../collection/server-profile.ts'
import type { CollectionDefinition } from '../wire/collection-definition.ts'
import { loadState } from '../wire/collection-messages.ts'
import { decodeQuery } from '../wire/query-messages.ts'

/** What the installation needs; null where it does not matter. */
export interface Wanted {
  readonly dimension: number | null
  readonly topK: number | null
  readonly batchBytes: number
}

function differenceFinding({ what, wanted, found }: Difference): Finding {
  const message = `The collection differs in ${what}: wanted ${wanted}, found ${found}.`
  if (what === 'dimension') {
    const remedy =
      'Use the embedder the collection was made with, or name another collection in …_MILVUS_COLLECTION_NAME.'
    return finding('collection', 'error', 'other_dimension', message, remedy)
  }
  if (what.startsWith('metric')) {
    const remedy =
      'Drop the vector index and create it with metric IP, or name another collection in …_MILVUS_COLLECTION_NAME.'
    return finding('collection', 'error', 'other_metric', message, remedy)
  }
  return finding(
    'collection',
    'error',
    'other_fields',
    message,
    'Name another one in …_MILVUS_COLLECTION_NAME; this one is not of this product.',
  )
}

async function definitionFindings(
  target: AdminTarget,
  definition: CollectionDefinition,
  { abilities }: ServerProfile,
  wanted: Wanted,
) {
  const comparison = { abilities, spec: null }
  const differences = [...collectionDifferences(definition, await describeIndexes(target), comparison)]
  const dimension = dimensionOf(definition)
  if (wanted.dimension !== null && wanted.dimension !== dimension) {
    differences.push({ what: 'dimension', wanted: String(wanted.dimension), found: String(dimension) })
  }
  if (differences.length > 0) return differences.map(differenceFinding)
  const findings = [
    finding('collection', 'ok', 'collection', `The collection ${target.collection} takes ${dimension} floats.`),
  ]
  if (!hasTerms(definition)) {
    const message = 'The collection has no analysed terms: retrieval by words is off (degraded), by meaning it works.'
    findings.push(finding('collection', 'note', 'no_terms', message, remedyWithoutTerms(abilities)))
  }
  return findings
}

const remedyWithoutTerms = ({ bm25 }: Abilities) =>
  bm25 ? 'A new collection has them.' : 'A server with BM25 and a new collection on it have them.'

async function loadFinding(target: AdminTarget): Promise<Finding> {
  const state = await readLoadState(target).catch((error: unknown) => {
    // Milvus 2.3 wants the right to load for it, which a role that reads need not have.
    if (isFailure(error, 'forbidden')) return null
    throw error
  })
  if (state === null)
    return finding('collection', 'note', 'load_state_hidden', 'The key may not see whether it is loaded.')
  if (state === loadState.loaded) return finding('collection', 'ok', 'loaded', 'The collection is loaded.')
  if (state === loadState.loading) {
    return finding(
      'collection',
      'warning',
      'being_loaded',
      'The collection is being loaded.',
      'Wait; large collections take minutes.',
    )
  }
  const remedy = 'It is loaded with the first question. Load it beforehand where the key must not.'
  return finding('collection', 'warning', 'not_loaded', 'The collection is not loaded.', remedy)
}

async function readFinding(target: AdminTarget): Promise<Finding | null> {
  const body = encodeQueryForNothing(target, 'literal')
  try {
    const call = {
      method: 'Query',
      class: 'read' as const,
      body,
      decode: decodeQuery,
      signal: target.signal,
      once: true,
    }
    await target.client.call(call)
    return finding('collection', 'ok', 'readable', 'The key may read the collection.')
  } catch (error) {
    if (!isFailure(error, 'forbidden', 'unauthenticated')) return null
    const remedy =
      'Give the role of this key Query and Search on the collection (a read-only role is enough for questions).'
    return finding(
      'collection',
      'error',
      'no_right_to_read',
      `The key may not read the collection. ${error.message}`,
      remedy,
    )
  }
}

/** What the server does for us, as it answered just now. Null when it cannot be asked, or its version says no already. */
async function abilityFinding(target: AdminTarget, { abilities }: ServerProfile): Promise<Finding | null> {
  const ordered = abilities.orderedIteration ? await probeOrderedIteration(target) : false
  if (ordered === null) return null
  const templates = (await probeFilterStyle(target, abilities)) === 'template'
  const say = (what: string, has: boolean) => `${what} ${has ? 'yes' : 'no'}`
  const message = `Tried on the collection: ${say('filter templates', templates)}, ${say('ordered iteration', ordered)}.`
  return finding('collection', 'ok', 'abilities', message)
}

/** Whether the collection is there, fits, is loaded and may be read, and what can be done with it. */
export async function diagnoseCollection(
  target: AdminTarget,
  profile: ServerProfile,
  wanted: Wanted,
): Promise<readonly Finding[]> {
  try {
    const definition = await describeCollection(target)
    if (definition === null) {
      const remedy = 'Run `atenex db migrate` or start the worker once: it is created by itself.'
      return [
        finding('collection', 'warning', 'collection_missing', `There is no collection ${target.collection}.`, remedy),
      ]
    }
    const findings = await definitionFindings(target, definition, profile, wanted)
    findings.push(await loadFinding(target))
    for (const found of [await readFinding(target), await abilityFinding(target, profile)]) {
      if (found !== null) findings.push(found)
    }
    return findings
  } catch (error) {
    if (!isFailure(error, 'forbidden', 'unauthenticated')) throw error
    const remedy = 'Give the role of this key DescribeCollection, Query and Search on the collection.'
    return [
      finding(
        'collection',
        'error',
        'no_right_to_read',
        `The key may not look at the collection. ${error.message}`,
        remedy,
      ),
    ]
  }
}
