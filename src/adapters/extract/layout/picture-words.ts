/** What programs write under pictures that nobody described. */
const automatic =
  /descripción generada automáticamente|description automatically generated|automatically generated description/i
const fromMark = /[\s.]*(?:descripción generada|description automatically|automatically generated).*$/i
const longest = 2_000

/** What somebody wrote about a picture for those who do not see it, without what a program says about its own guess. */
export function pictureWords(raw: string): string {
  const text = raw.slice(0, longest).replace(/\s+/g, ' ').trim()
  return automatic.test(text) ? text.replace(fromMark, '').trim() : text
}
