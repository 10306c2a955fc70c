import { createHash } from 'node:crypto'
import { indexedText, type Chunk } from '../domain/chunk.ts'
import { AppError } from '../domain/errors.ts'
import { packVectors } from '../domain/units/piece-vectors.ts'
import { piecesOf } from '../domain/units/pieces.ts'
import { createBreather } from '../flow/breathe.ts'
import type { Run } from '../ports/documents/document-runs.ts'
import type { DocumentTexts } from '../ports/documents/document-texts.ts'
import type { Embedder, EmbedRequest, TextWithParts } from '../ports/models.ts'

/** Texts handed to the embedder at once; the embedder makes its own batches of them. */
const batchSize = 64
/** Batches after which embeddings are kept for a later attempt; small documents are embedded again faster than kept. */
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
 * One embedding a chunk, in order. Embeddings of an earlier attempt are used again when text and embedder are the same;
 * new ones are kept as they come, so that a failure further down does not throw them away.
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
    const fresh = await embedTexts(
      deps.embedder,
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
  const { dimension } = deps.embedder.fingerprint
  return {
    embeddings: complete.map((all) => all.subarray(0, dimension)),
    pieceVectors: complete.map((all) => vectorsOfPieces(all, dimension)),
    keepRest: () => deps.documents.saveEmbeddings(run, unsaved),
  }
}

/** The text's embedding, followed by those of its parts where the embedder can give them. */
function embedTexts(
  embedder: Embedder,
  texts: readonly TextWithParts[],
  request: EmbedRequest,
): Promise<Float32Array[]> {
  if (embedder.embedWithParts !== undefined) return embedder.embedWithParts(texts, request)
  return embedder.embed(
    texts.map(({ text }) => text),
    request,
  )
}

function vectorsOfPieces(all: Float32Array, dimension: number): Uint8Array | null {
  if (all.length <= dimension) return null
  const vectors: Float32Array[] = []
  for (let at = dimension; at < all.length; at += dimension) vectors.push(all.subarray(at, at + dimension))
  return packVectors(vectors)
}

/** What is embedded of every chunk, and the name an embedding of it is kept under. */
async function hashTexts(
  { chunks, title }: ChunkedDocument,
  embedder: Embedder,
): Promise<{ texts: TextWithParts[]; hashes: string[] }> {
  const breathe = createBreather()
  const texts: TextWithParts[] = []
  const hashes: string[] = []
  for (const chunk of chunks) {
    const text = indexedText(chunk, title)
    const above = text.length - chunk.text.length
    const parts = piecesOf(chunk).map(({ start, end }) => ({ start: above + start, end: above + end }))
    texts.push({ text, parts })
    hashes.push(textHash({ text, parts }, embedder))
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
