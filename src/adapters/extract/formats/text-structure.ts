import { localName, xmlRootOf } from '../containers/xml-root.ts'

const tag =
  /<(?:html|head|body|title|meta|link|div|span|p|br|h[1-6]|ul|ol|li|table|tr|td|a|img|script|style|article|section|main|nav|b|i|strong|em)(?:\s[^<>]{0,500})?\/?>/gi

/** HTML by its doctype or root, or because it opens with a tag and is full of them. */
export function looksLikeHtml(text: string): boolean {
  const start = text.replace(/^\uFEFF/, '').replace(/^(?:\s|<!--[\s\S]{0,5000}?-->|<\?xml[^>]{0,200}\?>)+/, '')
  if (/^<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])/i.test(start)) return true
  if (!/^<[a-z]/i.test(start)) return false
  return (start.match(tag)?.length ?? 0) >= 3
}

/** The documents of Office and OpenDocument that are one piece of XML. */
export type XmlKind = 'word' | 'workbook' | 'other-office' | OdfKind
export type OdfKind = (typeof odfKinds)[number]
const odfKinds = [
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
] as const

/** What a text that is XML is, as its root states it: a template of OpenDocument is what it makes; null for every other text. */
export function xmlKindOf(text: string): XmlKind | null {
  const root = xmlRootOf(text)
  if (root === null) return null
  const { name, attributes } = root
  if (name === 'office:document') return odfKindOf(attributes)
  if (name === 'pkg:package') return isOfWord(text) ? 'word' : 'other-office'
  const local = localName(name)
  if (local === 'wordDocument' && attributes.includes('schemas.microsoft.com/office/word/2003/')) return 'word'
  const isWorkbook = local === 'Workbook' && attributes.includes('urn:schemas-microsoft-com:office:spreadsheet')
  return isWorkbook ? 'workbook' : null
}

function odfKindOf(attributes: string): OdfKind | null {
  const stated =
    /\soffice:mimetype\s*=\s*["']application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)(?:-template)?["']/
  const type = stated.exec(attributes)?.[1]
  return odfKinds.find((kind) => kind === `application/vnd.oasis.opendocument.${type}`) ?? null
}

/** Of a package: its instruction or one of its parts says so. */
function isOfWord(text: string): boolean {
  return /<\?mso-application\s[^>]{0,200}Word\.Document/.test(text) || /pkg:name\s*=\s*["']\/word\//.test(text)
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
  // Remarks of settings and of lists of commands begin with one sign each.
  const levels = new Set(Array.from(text.matchAll(/^(#{1,6}) \S/gm), ([, level]) => level))
  return signs.filter(Boolean).length >= 2 || levels.size >= 2
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
