import { formOfText } from './form-of-text.ts'
import type { EmbedTexts } from './look-at-units.ts'

/**
 * Texts that differ in nothing but their numbers are embedded once, as the template they are made by. Numbers are what words tell apart:
 * vectors of such lines differ by little but noise, and they are the dearest, because there are always more of them, while their template
 * is remembered by the embedder (`remembered-vectors.ts`) from the first question on. Made anew for each round of looking at units.
 */
export function embedderOfForms(embed: EmbedTexts): EmbedTexts {
  const known = new Map<string, Float32Array>()
  return async (texts) => {
    const forms = texts.map(formOfText)
    const unknown = forms.flatMap((form, at) => (known.has(form) || forms.indexOf(form) !== at ? [] : [at]))
    const isShared = (at: number) => forms.lastIndexOf(forms[at] ?? '') !== at
    const embedded = unknown.map((at) => (isShared(at) ? forms : texts)[at] ?? '')
    const vectors = embedded.length === 0 ? [] : await embed(embedded)
    if (vectors === null) return null
    for (const [i, at] of unknown.entries()) known.set(forms[at] ?? '', vectors[i] ?? new Float32Array())
    return forms.map((form) => known.get(form) ?? new Float32Array())
  }
}
