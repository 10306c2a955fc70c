import { createHash } from 'node:crypto'
import { unmeasuredTraits } from '../../src/domain/embedder-traits.ts'
import type { Embedder } from '../../src/ports/models.ts'

export interface FakeEmbedder extends Embedder {
  /** Texts embedded so far. */
  embedded(): number
  /** Called before each batch; may reject or wait. */
  before: () => Promise<void>
}

/** Deterministic unit vectors from hashes of words: equal words, near vectors. Stands in for a model, nothing else. */
export function createFakeEmbedder(dimension = 32): FakeEmbedder {
  let count = 0
  const fake: FakeEmbedder = {
    reader: null,
    fingerprint: {
      model: 'fake-words',
      revision: '1',
      dimension,
      prefixRule: 'none',
      normalised: true,
      chunking: 'test',
    },
    limits: { targetTokens: 60, maxTokens: null },
    traits: unmeasuredTraits,
    countTokens: (text) => text.split(/\s+/).length,
    embedded: () => count,
    before: async () => undefined,
    embed: async (texts) => {
      await fake.before()
      count += texts.length
      return texts.map((text) => wordVector(text, dimension))
    },
    embedWithParts: (texts, request) =>
      fake.embed(
        texts.map(({ text }) => text),
        request,
      ),
    close: async () => undefined,
  }
  return fake
}

function wordVector(text: string, dimension: number): Float32Array {
  const vector = new Float32Array(dimension)
  for (const word of text.toLowerCase().match(/\p{L}+|\d+/gu) ?? []) {
    const hash = createHash('md5').update(word).digest()
    const slot = (hash[0] ?? 0) % dimension
    vector[slot] = (vector[slot] ?? 0) + ((hash[1] ?? 0) > 127 ? 1 : -1)
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}
