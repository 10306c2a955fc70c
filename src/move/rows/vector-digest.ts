import { createHash } from 'node:crypto'
import type { EmbedderFingerprint } from '../../domain/fingerprint.ts'

const digestBytes = 16

/**
 * Stands for a vector as it was made: the first 16 bytes of the SHA-256 of the embedder, the text that was embedded and the
 * vector's float32 bytes. With another text or embedder it is another one, so that an old one never speaks for a new chunk.
 */
export function vectorDigest(
  { model, revision, prefixRule }: EmbedderFingerprint,
  text: string,
  vector: Float32Array,
): Uint8Array {
  return createHash('sha256')
    .update(JSON.stringify([model, revision, prefixRule, text]))
    .update(Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength))
    .digest()
    .subarray(0, digestBytes)
}
