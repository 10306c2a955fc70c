import { isUtf8 } from 'node:buffer'
import { decodeBytes } from '../text/decode-text.ts'

const boundary = /\bboundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi
const charset = /(\bcharset\s*=\s*["']?)([\w-]{2,40})/i
/** Letters of one byte each: any bytes are a text in them. */
const ofOneByte = /^(?:iso-8859-\d{1,2}|windows-125\d|cp125\d|latin-?\d)$/i
const ofUtf8 = /^(?:utf-?8|us-ascii|ascii)$/i
const mostInner = 5

/**
 * A mail whose parts declare the letters they are written in: scripts say ASCII or Latin over UTF-8, old programs declare nothing over a
 * code page. Only parts whose bytes stand as they are; what is packed is left to its declaration.
 * @param source a mail, one letter a byte
 * @param other the code page that another part declares; null when none does
 */
export function withTrueLetters(source: string, other: string | null): string {
  const marks = new Set(Array.from(source.matchAll(boundary), ([, quoted, bare]) => `--${quoted ?? bare ?? ''}`))
  const parts: string[] = []
  let from = 0
  for (const { index } of source.matchAll(/^--/gm)) {
    const line = /^[^\r\n]{0,300}/.exec(source.slice(index, index + 300))?.[0].trimEnd() ?? ''
    if (!marks.has(line) && !marks.has(line.replace(/--$/, ''))) continue
    const begin = index + source.slice(index, index + 400).search(/\n|$/) + 1
    parts.push(trueLetters(source.slice(from, index), other), source.slice(index, begin))
    from = begin
  }
  return [...parts, trueLetters(source.slice(from), other)].join('')
}

function trueLetters(part: string, other: string | null, depth = 0): string {
  const [whole] = /^[^]*?\r?\n\r?\n/.exec(part) ?? []
  if (whole === undefined) return part
  const body = part.slice(whole.length)
  if (/^content-type:\s*message\/rfc822/im.test(whole) && depth < mostInner) {
    return whole + trueLetters(body, other, depth + 1)
  }
  if (!isPlainBytes(whole) || !/[\u0080-\u00ff]/.test(body)) return part
  const bytes = Buffer.from(body, 'latin1')
  const name = charset.exec(whole)?.[2] ?? null
  if (isUtf8(bytes)) {
    const isWrong = name !== null && (ofOneByte.test(name) || /ascii/i.test(name))
    return isWrong ? whole.replace(charset, '$1utf-8') + body : part
  }
  if (name !== null && !ofUtf8.test(name)) return part
  const text = Buffer.from(decodeBytes(bytes, other).text, 'utf8').toString('latin1')
  return whole.replace(charset, '$1utf-8') + text
}

/** A text that is not packed into ASCII. */
function isPlainBytes(head: string): boolean {
  const type = /^content-type:\s*([\w-]{1,40})\//im.exec(head)?.[1]
  if (type !== undefined && type.toLowerCase() !== 'text') return false
  // The bytes of a file that is attached are its own.
  if (/^content-disposition:\s*attachment/im.test(head)) return false
  return !/^content-transfer-encoding:\s*(?:quoted-printable|base64|binary|x-uue)/im.test(head)
}
