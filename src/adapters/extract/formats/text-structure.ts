const tag =
  /<(?:html|head|body|title|meta|link|div|span|p|br|h[1-6]|ul|ol|li|table|tr|td|a|img|script|style|article|section|main|nav|b|i|strong|em)(?:\s[^<>]{0,500})?\/?>/gi

/** HTML by its doctype or root, or because it opens with a tag and is full of them. */
export function looksLikeHtml(text: string): boolean {
  const start = text.replace(/^\uFEFF/, '').replace(/^(?:\s|<!--[\s\S]{0,5000}?-->|<\?xml[^>]{0,200}\?>)+/, '')
  if (/^<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])/i.test(start)) return true
  if (!/^<[a-z]/i.test(start)) return false
  return (start.match(tag)?.length ?? 0) >= 3
}

/** A workbook as Excel 2003 wrote it in XML: by its root. */
export function looksLikeXmlWorkbook(text: string): boolean {
  const root = /^\uFEFF?\s*<\?xml[^]{0,2000}?<(?:[\w-]{1,20}:)?Workbook[\s>][^>]{0,2000}/.exec(text)?.[0]
  return root?.includes('urn:schemas-microsoft-com:office:spreadsheet') === true
}

/** The media type of an OpenDocument file in one piece of XML, or of a template, as its root states it; null for every other text. */
export function flatOdfType(text: string): string | null {
  const root = /^<office:document\s[^<>]*/.exec(rootOf(text))?.[0] ?? ''
  const stated =
    /\soffice:mimetype\s*=\s*["'](application\/vnd\.oasis\.opendocument\.[a-z]{1,20})(?:-template)?["']/.exec(root)
  return stated?.[1] !== undefined && flatKinds.test(stated[1]) ? stated[1] : null
}

const flatKinds = /\.(?:text|spreadsheet|presentation)$/

/** A document of XML from its root on, without what may stand before it; empty when the root is not there. */
function rootOf(text: string): string {
  let at = 0
  for (;;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at++
    const mark = ['<?', '<!--', '<!DOCTYPE'].find((one) => text.startsWith(one, at))
    if (mark === undefined) return text.slice(at)
    const end = mark === '<?' ? '?>' : mark === '<!--' ? '-->' : endOfDoctype(text, at)
    const found = text.indexOf(end, at)
    if (found === -1) return ''
    at = found + end.length
  }
}

/** Declarations stand in it in brackets. */
function endOfDoctype(text: string, at: number): string {
  const bracket = text.indexOf('[', at)
  return bracket !== -1 && bracket < text.indexOf('>', at) ? ']>' : '>'
}

/** A Word document of Office 2003 that is one XML file (WordprocessingML 2003). */
export function looksLikeXmlWord(text: string): boolean {
  return /^\uFEFF?\s*<\?xml[^]{0,2000}?<[\w-]{1,20}:wordDocument[\s>]/.test(text)
}

/** A package of Word, or of another program of Office, in one piece of XML. */
export function flatPackageOf(text: string): 'word' | 'other' | null {
  if (!/^\uFEFF?\s*<\?xml[^]{0,2000}?<pkg:package[\s>]/.test(text)) return null
  return /<\?mso-application\s[^>]{0,200}Word\.Document/.test(text) || /pkg:name\s*=\s*["']\/word\//.test(text)
    ? 'word'
    : 'other'
}

/** Markdown only when several of its marks stand where they belong; one dash or number is in any text. */
export function looksLikeMarkdown(text: string): boolean {
  const signs = [
    /^#{1,6} \S/m.test(text),
    /^```/m.test(text),
    /\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)/.test(text),
    /^\|.+\|\s*\n\|[ :|-]+\|/m.test(text),
    /(?:^|\s)\*\*[^*\n]{1,200}\*\*/m.test(text),
    /^---\n[\s\S]{0,2000}?\n---\n/.test(text),
  ]
  const headings = text.match(/^#{1,6} \S/gm)?.length ?? 0
  return signs.filter(Boolean).length >= 2 || headings >= 2
}

/** Lines of cells: each of the first ones is divided by tabs, or by semicolons. */
export function looksLikeColumns(text: string): boolean {
  const lines = text.split(/\r\n?|\n/, 6).filter((line) => line.trim() !== '')
  return lines.length > 1 && ['\t', ';'].some((divider) => lines.every((line) => line.includes(divider)))
}

/** JSON, or JSON in lines: it opens as an object or array does, or its first line is one. */
export function looksLikeJson(text: string): boolean {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (/^(?:\{\s*"[^"\n]{0,500}"\s*:|\[\s*(?:\{\s*"|\[\s*["{[\d-]))/.test(start)) return true
  const [line = ''] = start.split('\n', 1)
  if (!/^[{[]/.test(line)) return false
  try {
    JSON.parse(line)
    return true
  } catch {
    // Text that begins with a bracket.
    return false
  }
}
