import { toAppError } from '../../domain/errors.ts'
import { incompatibilities, type EmbedderFingerprint } from '../../domain/fingerprint.ts'
import type { MoveSide } from '../../domain/move.ts'
import type { CollectionState, VectorStore, VectorStoreInfo } from '../../ports/vector-store.ts'
import { finding, type PlanDeps, type PlanFinding } from './plan.ts'

/** One end that answered. */
export interface End {
  readonly store: VectorStore
  readonly info: VectorStoreInfo
  /** Null while the collection is not there. */
  readonly state: CollectionState | null
}

/** Opens one end and asks what it is. If it cannot answer, that is a finding. */
export async function lookAtEnd(
  deps: Pick<PlanDeps, 'open'>,
  side: MoveSide,
  signal: AbortSignal,
): Promise<End | PlanFinding> {
  try {
    const store = await deps.open(side)
    try {
      return { store, info: await store.info(signal), state: await store.describe(signal) }
    } catch (error) {
      await store.close()
      throw error
    }
  } catch (error) {
    const { code, message } = toAppError(error)
    const name = side === 'from' ? 'source' : 'target'
    return finding('error', `${name}_${code}`, `The ${name} cannot be used. ${message}`, remedies[side])
  }
}

const remedies = {
  from: 'See `atenex check`, which says more about the stores.',
  to: 'Look at ATENEX_TARGET_MILVUS_URI and its credentials, the same for every process; `atenex check` says more about the stores.',
} as const

/** Whether the target can hold what the source has. @param fingerprint of the vectors that go there. */
export function compareEnds(
  from: CollectionState,
  to: CollectionState | null,
  fingerprint: EmbedderFingerprint,
): PlanFinding[] {
  const { dimension, model } = fingerprint
  if (to === null) {
    return [finding('ok', 'target_new', `The target will be created, with ${dimension} dimensions.`)]
  }
  if (from.identity !== null && from.identity === to.identity) {
    const message = 'Both addresses lead to the same collection, the one that is active now.'
    return [finding('error', 'same_collection', message, 'Name another server, or another collection.')]
  }
  if (to.dimension !== dimension) {
    const message = `The target has ${to.dimension} dimensions, the documents have ${dimension}.`
    const remedy = 'Name another collection in ATENEX_TARGET_MILVUS_COLLECTION_NAME.'
    return [finding('error', 'other_dimension', message, remedy)]
  }
  const [differs] = to.fingerprint === null ? [] : incompatibilities(to.fingerprint, fingerprint)
  if (differs !== undefined) {
    const message = `The target was made for another embedder (${differs}); vectors of ${model} do not belong there.`
    const remedy = 'Name another collection in ATENEX_TARGET_MILVUS_COLLECTION_NAME.'
    return [finding('error', 'other_embedder', message, remedy)]
  }
  const found = [
    finding(
      'note',
      'target_there',
      'The target is there already: its rows of our documents are replaced, others stay.',
    ),
  ]
  if (from.name === to.name && (from.identity === null || to.identity === null)) {
    const message =
      'The target has the name of the active collection, and its server does not tell collections apart: the start tries with a row of nobody whether they are one.'
    found.push(finding('note', 'same_name', message))
  }
  if (from.sparse && !to.sparse) {
    const message = 'The target has no analysed terms: after the move questions are answered by meaning only.'
    found.push(finding('warning', 'no_terms', message, 'Use a server with BM25: Zilliz Cloud, Milvus 2.5 or later.'))
  }
  return found
}
