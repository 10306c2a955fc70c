import type { AppError, ErrorCode } from '../domain/errors.ts'
import type { Embedder } from '../ports/models.ts'
import type { ObjectStore } from '../ports/object-store.ts'
import type { VectorStore } from '../ports/vector-store.ts'

export interface AwayDeps {
  readonly objects: Pick<ObjectStore, 'check'>
  readonly vectors: Pick<VectorStore, 'describe'>
  readonly embedder: Pick<Embedder, 'embed'>
}

/** What answers later than this is away. */
const probeMs = 10_000

type Ask = (deps: AwayDeps, signal: AbortSignal) => Promise<unknown>

/** What shows, without any document, that a part answers again. */
const probes: Partial<Record<ErrorCode, Ask>> = {
  object_store_unavailable: ({ objects }, signal) => objects.check(signal),
  vector_store_unavailable: ({ vectors }, signal) => vectors.describe(signal),
  embedder_unavailable: ({ embedder }, signal) =>
    embedder.embed(['¿Funciona?'], { role: 'passage', companyId: null, signal }),
}

/**
 * Whether the part that a document failed at answers nobody at this moment. False when it does: then it is something about this document
 * that it fails at each time, such as a file on a bad block, or a text that ends the model's process.
 */
export async function isStillAway(
  deps: AwayDeps,
  { code, retryable }: AppError,
  signal: AbortSignal,
): Promise<boolean> {
  const probe = probes[code]
  if (!retryable || probe === undefined) return false
  try {
    await probe(deps, AbortSignal.any([signal, AbortSignal.timeout(probeMs)]))
    return false
  } catch {
    return true
  }
}
