import { indexedText, type Chunk } from '../chunk.ts'
import type { EmbedderFingerprint } from '../fingerprint.ts'
import type { Outline } from '../outline.ts'
import { labelVectors } from './labelled-vectors.ts'
import { packVectors } from './piece-vectors.ts'
import { piecesOf } from './pieces.ts'

/** What is embedded of a chunk: its text under its headings, and where its pieces stand in that. */
export function embeddedText(
  chunk: Pick<Chunk, 'headingPath' | 'text' | 'start' | 'tables'> & { readonly outline: Outline | null },
  title: string | null,
) {
  const text = indexedText(chunk, title)
  const above = text.length - chunk.text.length
  return { text, parts: piecesOf(chunk).map(({ start, end }) => ({ start: above + start, end: above + end })) }
}

/**
 * The embedding of a chunk, and its piece vectors as they are stored; null where the embedder gives none.
 * @param all the text's own vector, followed by one for each of its parts
 */
export function splitEmbedding(
  all: Float32Array,
  embedder: EmbedderFingerprint,
): { readonly embedding: Float32Array; readonly pieceVectors: Uint8Array | null } {
  const { dimension } = embedder
  const embedding = all.subarray(0, dimension)
  if (all.length <= dimension) return { embedding, pieceVectors: null }
  const vectors: Float32Array[] = []
  for (let at = dimension; at < all.length; at += dimension) vectors.push(all.subarray(at, at + dimension))
  return { embedding, pieceVectors: labelVectors(packVectors(vectors), embedder) }
}
