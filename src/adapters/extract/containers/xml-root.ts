/** The element that a document of XML is. */
export interface XmlRoot {
  /** With its prefix, as it is written. */
  readonly name: string
  /** What it declares: the inside of its start tag. */
  readonly attributes: string
}

const startTag = /<([\p{L}_][\p{L}\p{N}_.:-]{0,100})((?:\s[^<>]*)?)>/uy

/** The root of a document of XML behind whatever may stand before it; null for every other text, and where it lies behind the end. */
export function xmlRootOf(text: string): XmlRoot | null {
  startTag.lastIndex = rootAt(text)
  const [, name, attributes = ''] = startTag.exec(text) ?? []
  return name === undefined ? null : { name, attributes }
}

function rootAt(text: string): number {
  let at = text.startsWith('\uFEFF') ? 1 : 0
  for (;;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at++
    const mark = ['<?', '<!--', '<!DOCTYPE'].find((one) => text.startsWith(one, at))
    if (mark === undefined) return at
    const end = mark === '<?' ? '?>' : mark === '<!--' ? '-->' : endOfDoctype(text, at)
    const found = text.indexOf(end, at)
    if (found === -1) return text.length
    at = found + end.length
  }
}

/** Declarations stand in it in brackets. */
function endOfDoctype(text: string, at: number): string {
  const bracket = text.indexOf('[', at)
  return bracket !== -1 && bracket < text.indexOf('>', at) ? ']>' : '>'
}

/** What a name is called without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
