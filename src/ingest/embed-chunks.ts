import { createHash } from 'node:crypto'
import type { Chunk } from '../domain/chunk.ts'
import { AppError } from '../domain/errors.ts'
import { embeddedText, splitEmbedding } from '../domain/units/embedded-text.ts'
import { createBreather } from '../flow/breathe.ts'
import type { Run } from '../ports/documents/document-runs.ts'
import type { DocumentTexts } from '../ports/documents/document-texts.ts'
import type { Embedder, EmbedRequest, TextWithParts } from '../ports/models.ts'

/** Texts handed to the embedder at once; the embedder makes its own batches of them. */
const batchSize = 64
/** Embeddings are stored for a later attempt after this many batches; small documents are embedded again faster than stored. */
const keepEvery = 2

interface EmbedDeps {
  readonly documents: Pick<DocumentTexts, 'saveEmbeddings' | 'loadEmbeddings'>
  readonly embedder: Embedder
}

/** A document cut into chunks, with its own title. */
export interface ChunkedDocument {
  readonly chunks: readonly Chunk[]
  readonly title: string | null
}

export interface EmbeddedChunks {
  /** One a chunk, in order. */
  readonly embeddings: readonly Float32Array[]
  /** Packed vectors of each chunk's pieces, same order; null where the embedder gives none. */
  readonly pieceVectors: readonly (Uint8Array | null)[]
  /** Keeps what was not kept on the way; for when the next step failed. */
  keepRest(): Promise<void>
}

/**
 * One embedding per chunk, in order. Embeddings of an earlier attempt are reused when text and embedder are the same; new ones
 * are stored as they come, so that a later failure does not throw them away.
 * @param onProgress chunks done; called about once a batch. Rejects when the run is over.
 */
export async function embedChunks(
  deps: EmbedDeps,
  run: Run,
  { chunks, title }: ChunkedDocument,
  onProgress: (done: number) => Promise<void>,
  signal: AbortSignal,
): Promise<EmbeddedChunks> {
  const kept = await deps.documents.loadEmbeddings(run.companyId, run.documentId)
  const { texts, hashes } = await hashTexts({ chunks, title }, deps.embedder)
  const embeddings = hashes.map((hash) => kept.get(hash))
  const missing = embeddings.flatMap((embedding, index) => (embedding === undefined ? [index] : []))

  let unsaved: { textHash: string; embedding: Float32Array }[] = []
  for (let from = 0; from < missing.length; from += batchSize) {
    const batch = missing.slice(from, from + batchSize)
    const request: EmbedRequest = { role: 'passage', companyId: run.companyId, signal }
    const fresh = await deps.embedder.embedWithParts(
      batch.flatMap((index) => texts[index] ?? []),
      request,
    )
    batch.forEach((index, position) => {
      const embedding = fresh[position]
      if (embedding === undefined) return
      embeddings[index] = embedding
      unsaved.push({ textHash: hashes[index] ?? '', embedding })
    })
    if (unsaved.length >= keepEvery * batchSize) {
      await deps.documents.saveEmbeddings(run, unsaved)
      unsaved = []
    }
    await onProgress(chunks.length - missing.length + from + batch.length)
  }
  const complete = embeddings.map((embedding, index) => {
    if (embedding === undefined) throw new AppError('internal', `Chunk ${index} got no embedding.`)
    return embedding
  })
  const split = complete.map((all) => splitEmbedding(all, deps.embedder.fingerprint))
  return {
    embeddings: split.map(({ embedding }) => embedding),
    pieceVectors: split.map(({ pieceVectors }) => pieceVectors),
    keepRest: () => deps.documents.saveEmbeddings(run, unsaved),
  }
}

/** The text that is embedded of every chunk, and the name under which its embedding is stored. */
async function hashTexts(
  { chunks, title }: ChunkedDocument,
  embedder: Embedder,
): Promise<{ texts: TextWithParts[]; hashes: string[] }> {
  const breathe = createBreather()
  const texts: TextWithParts[] = []
  const hashes: string[] = []
  for (const chunk of chunks) {
    const text = embeddedText(chunk, title)
    texts.push(text)
    hashes.push(textHash(text, embedder))
    const pause = breathe()
    if (pause !== undefined) await pause
  }
  return { texts, hashes }
}

function textHash({ text, parts }: TextWithParts, embedder: Embedder): string {
  const { model, revision, prefixRule } = embedder.fingerprint
  return createHash('sha256')
    .update(JSON.stringify([model, revision, prefixRule, text, parts]))
    .digest('hex')
}
