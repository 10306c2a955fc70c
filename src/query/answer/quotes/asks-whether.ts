const asksFor =
  /\b(?:que|cual|cuales|cuando|donde|adonde|quien|quienes|cuant[oa]s?|como|what|which|when|where|who|whom|whose|how)\b/

/** "¿Hay sauna?": yes or no, and none of the kinds of answers, whatever its words. Folded question. */
export function asksWhether(folded: string): boolean {
  return folded.trimEnd().endsWith('?') && !asksFor.test(folded)
}
