import type { Embedder } from '../../src/ports/models.ts'

/**
 * An embedder that embeds a text once, whoever asks again: the models here give the same vector each time, and most questions of an
 * everyday set look at the same few units.
 */
export function rememberEmbeddings(embedder: Embedder): Embedder {
  const known = new Map<string, Promise<Float32Array>>()
  return {
    ...embedder,
    countTokens: (text) => embedder.countTokens(text),
    embed: (texts, request) =>
      Promise.all(
        texts.map((text) => {
          const key = `${request.role} ${text}`
          const made =
            known.get(key) ?? embedder.embed([text], request).then(([vector]) => vector ?? new Float32Array())
          known.set(key, made)
          return made
        }),
      ),
    embedWithParts: (texts, request) => embedder.embedWithParts(texts, request),
    close: () => embedder.close(),
  }
}
