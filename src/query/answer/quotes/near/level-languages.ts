const ofLoneOne = 0.5

/**
 * Nearness of units in two languages, none of which is ahead for its language: an embedder brings question and text of one language
 * nearer than they are, so that any sentence of the question's own language comes before the right one in the other. The means of both
 * languages are moved to that of all; a lone unit, which is its own mean, half the way. Where only one language is read, values stay as
 * they are; units of which the language is not known do in any case.
 */
export function levelLanguages(
  values: readonly (number | null)[],
  languages: readonly ('es' | 'en' | null)[],
): (number | null)[] {
  const means = (['es', 'en'] as const).map((language) => {
    const own = values.filter((value, at) => value !== null && languages[at] === language) as number[] // null is left out
    return { language, count: own.length, mean: own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length) }
  })
  const count = means.reduce((sum, own) => sum + own.count, 0)
  if (means.some((own) => own.count === 0)) return [...values]
  const all = means.reduce((sum, own) => sum + own.mean * own.count, 0) / count
  const moved = new Map(means.map((own) => [own.language, (own.mean - all) * (own.count === 1 ? ofLoneOne : 1)]))
  return values.map((value, at) => {
    const language = languages[at] ?? null
    return value === null || language === null ? value : value - (moved.get(language) ?? 0)
  })
}
