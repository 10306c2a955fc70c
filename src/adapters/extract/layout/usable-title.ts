/** The whole title, with a number perhaps: "Document 2", "Untitled-1", "Documento sin título". */
const programNames =
  /^(?:\(?(?:anonymous|unspecified)\)?$|microsoft (?:word|powerpoint|excel)\b|(?:untitled|unknown title|sin título|documento?|título|title|print|layout)(?: document| sin título)?[\s\d()_-]*$)/i
const fileName = /\.(?:docx?|odt|pdf|rtf|tex|dvi|indd|pptx?|xlsx?|html?|qxd|txt)$/i

/** Null for what is no title: empty, a file name, a program's placeholder, mojibake. */
export function usableTitle(raw: string): string | null {
  const title = raw.replaceAll('\0', '').replace(/\s+/g, ' ').trim()
  if (title.length < 3 || title.length > 300 || !/\p{L}{2}/u.test(title)) return null
  return programNames.test(title) || fileName.test(title) || title.includes('\uFFFD') ? null : title
}
