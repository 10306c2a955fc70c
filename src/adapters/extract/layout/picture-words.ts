/** What programs write under pictures that nobody described. */
const automatic =
  /descripción generada automáticamente|description automatically generated|automatically generated description/i
const fromMark = /[\s.]*(?:descripción generada|description automatically|automatically generated).*$/i
const longest = 2_000

/** The name of its file, which programs write there where nobody wrote anything. */
const fileName = /^(?:[a-z]:[\\/])?[^\n]{0,300}\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)$/i

/** What programs call a picture that nobody named, which LibreOffice writes there too. */
const ownName =
  /^(?:image|picture|graphic|shape|object|frame|drawing|imagen|gráfico|forma|objeto|marco|dibujo|bild|grafik)\s?\d{1,4}$/i

/** What somebody wrote about a picture for those who do not see it, without what programs write there. */
export function pictureWords(raw: string): string {
  const text = raw.slice(0, longest).replace(/\s+/g, ' ').trim()
  if (fileName.test(text) || ownName.test(text)) return ''
  return automatic.test(text) ? text.replace(fromMark, '').trim() : text
}
