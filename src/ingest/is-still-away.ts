import { fileURLToPath } from 'node:url'
import type { AppError, ErrorCode } from '../domain/errors.ts'
import type { DocumentScope } from '../domain/document.ts'
import type { Extractor } from '../ports/extractor.ts'
import type { Embedder } from '../ports/models.ts'
import type { ObjectStore } from '../ports/object-store.ts'
import type { VectorStore } from '../ports/vector-store.ts'

export interface AwayDeps {
  readonly objects: Pick<ObjectStore, 'check'>
  readonly vectors: Pick<VectorStore, 'describe'>
  readonly embedder: Pick<Embedder, 'embed'>
  readonly extractor: Pick<Extractor, 'extract'>
}

/** What answers later than this is away. */
const probeMs = 10_000

/** Resolves when the part does its work for somebody; what it throws is why it does not. */
type Ask = (deps: AwayDeps, scope: DocumentScope, signal: AbortSignal) => Promise<unknown>

const refuses: Ask = () => Promise.reject(new Error('Somebody has to mend it first.'))

/** What shows, without any document, that a part answers again. */
const probes: Partial<Record<ErrorCode, Ask>> = {
  object_store_unavailable: ({ objects }, _scope, signal) => objects.check(signal),
  vector_store_unavailable: ({ vectors }, _scope, signal) => vectors.describe(signal),
  embedder_unavailable: ({ embedder }, _scope, signal) =>
    embedder.embed(['¿Funciona?'], { role: 'passage', companyId: null, signal }),
  // a small text that is surely there: this file
  reader_unavailable: ({ extractor }, { companyId }, signal) =>
    extractor.extract({ companyId, path: fileURLToPath(import.meta.url), fileType: 'text/plain', signal }),
  // a key, a right, a quota of the store: it refuses everybody, and no answer tells when that is over
  vector_store_rejected: refuses,
  // it answers whoever ends the document now, and had nothing against what was written
  database_unavailable: refuses,
}

/**
 * Whether the part that a document failed at works for nobody at this moment. False when it does: then it is something about this document
 * that it fails at each time, such as a file on a bad block, or a text that ends the model's process.
 */
export async function isStillAway(
  deps: AwayDeps,
  scope: DocumentScope,
  { code, retryable, details }: AppError,
  signal: AbortSignal,
): Promise<boolean> {
  const probe = probes[code]
  // a statement that is too long is so each time
  if (!retryable || probe === undefined || details['statement'] === 'too long') return false
  try {
    await probe(deps, scope, AbortSignal.any([signal, AbortSignal.timeout(probeMs)]))
    return false
  } catch {
    return true
  }
}
