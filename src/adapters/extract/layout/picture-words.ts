/** What programs write under pictures that nobody described. */
const automatic =
  /descripción generada automáticamente|description automatically generated|automatically generated description/i
const fromMark = /[\s.]*(?:descripción generada|description automatically|automatically generated).*$/i
const longest = 2_000

/** The name of its file, which programs write there where nobody wrote anything. */
const fileName = /^(?:[a-z]:[\\/])?[^\n]{0,300}\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)$/i

/** What somebody wrote about a picture for those who do not see it, without what programs write there. */
export function pictureWords(raw: string): string {
  const text = raw.slice(0, longest).replace(/\s+/g, ' ').trim()
  if (fileName.test(text)) return ''
  return automatic.test(text) ? text.replace(fromMark, '').trim() : text
}
