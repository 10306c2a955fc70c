const programNames =
  /^(?:\(?(?:anonymous|unspecified)\)?$|(?:microsoft (?:word|powerpoint|excel)|untitled|unknown title|sin título|documento?\d*|document\d*|título|title|print|layout 1)\b)/i
const fileName = /\.(?:docx?|odt|pdf|rtf|tex|dvi|indd|pptx?|xlsx?|html?|qxd|txt)$/i

/** Null for what is no title: empty, a file name, a program's placeholder, mojibake. */
export function usableTitle(raw: string): string | null {
  const title = raw.replaceAll('\0', '').replace(/\s+/g, ' ').trim()
  if (title.length < 3 || title.length > 300 || !/\p{L}{2}/u.test(title)) return null
  return programNames.test(title) || fileName.test(title) || title.includes('\uFFFD') ? null : title
}
