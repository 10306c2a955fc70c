import type { EmbedTexts } from './look-at-units.ts'

/** Embeds each text once, however often it is asked for: statements about one passage look at the same units. */
export function embedOnce(embed: EmbedTexts): EmbedTexts {
  const known = new Map<string, Float32Array>()
  return async (texts) => {
    const unknown = [...new Set(texts)].filter((text) => !known.has(text))
    const vectors = unknown.length === 0 ? [] : await embed(unknown)
    if (vectors === null) return null
    for (const [at, text] of unknown.entries()) known.set(text, vectors[at] ?? new Float32Array())
    return texts.map((text) => known.get(text) ?? new Float32Array())
  }
}
