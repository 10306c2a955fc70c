import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { detect } from 'jschardet'
import type { DocumentWarning } from '../../../domain/warnings/warning.ts'
import { decodeMixed } from './mixed-encodings.ts'
import { bomEncoding, utf16Shape } from './unicode-bytes.ts'
import { countUtf8 } from './utf8-spans.ts'

const sampleBytes = 64 * 1024
/**
 * The detector's confidence is low even when it is right (.1 to .2 on Spanish in old Mac and DOS code pages), and it names a
 * Hebrew code page for a short Spanish line; hence a look at the letters first, and no guess about very short texts.
 */
const minConfidence = 0.1
const minDetectBytes = 60
/** Encodings in which two bytes are a letter: what looks like UTF-8 in them does so by chance. */
const wideEncoding = /^(?:gb|big5|shift|sjis|euc|iso-2022|cp9[345]\d|windows-9[345]\d)/i

export interface Decoded {
  readonly text: string
  /** What could not be read, and where. */
  readonly warnings: readonly DocumentWarning[]
}

/** The text of a file alone, see `decodeBytes`. */
export function decodeText(bytes: Uint8Array, declared: string | null = null): string {
  return decodeBytes(bytes, declared).text
}

/**
 * Text of a file in any common encoding, decided in this order: a byte order mark; UTF-16 by its shape; UTF-8 when all bytes
 * are; the declared encoding; the best guess by the bytes. Where a text is UTF-8 in part, every line is read by itself, so
 * that a bad byte costs one character and lines in another encoding nothing.
 * @param declared what the file says of itself
 */
export function decodeBytes(bytes: Uint8Array, declared: string | null = null): Decoded {
  const valid = isUtf8(bytes)
  const known = bomEncoding(bytes) ?? utf16Shape(bytes.subarray(0, sampleBytes), valid)
  if (known !== null && known !== 'utf-8') return whole(decodeAs(bytes, known))
  if (valid) return whole(decodeAs(bytes, 'utf-8'))
  const usable = usableDeclaration(declared)
  const { letters, bad } = countUtf8(bytes)
  const isMostlyUtf8 = known === 'utf-8' || letters > bad * 2
  const other = usable ?? (isMostlyUtf8 ? 'windows-1252' : guess(bytes))
  if (letters === 0 || (!isMostlyUtf8 && wideEncoding.test(other))) return whole(decodeAs(bytes, other))
  const { text, warnings } = decodeMixed(bytes, { isMostlyUtf8, other: (line) => decodeAs(line, other), name: other })
  return { text: text.replace(/^\uFEFF/, ''), warnings }
}

function whole(text: string): Decoded {
  return { text: text.replace(/^\uFEFF/, ''), warnings: [] }
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (encoding === 'utf-8') return view.toString('utf8')
  return withEuro(iconv.decode(view, encoding), view, encoding)
}

/** Nobody writes the sign for any currency: it is where the euro stands in the younger twins of these encodings. */
function withEuro(text: string, bytes: Buffer, encoding: string): string {
  if (!text.includes('¤')) return text
  if (/mac/i.test(encoding)) return text.replaceAll('¤', '€')
  const isLatin1 = /^(?:windows-?1252|iso-?8859-?1|latin1)$/i.test(encoding)
  return isLatin1 && !bytes.some((byte) => byte >= 0x80 && byte < 0xa0) ? iconv.decode(bytes, 'iso-8859-15') : text
}

/** Null when a file declares nothing, nothing we know, or an encoding its bytes have ruled out. */
function usableDeclaration(declared: string | null): string | null {
  if (declared === null || !iconv.encodingExists(declared)) return null
  return /^(?:utf-?(?:8|16|32)|ascii|us-ascii)/i.test(declared) ? null : declared
}

function guess(bytes: Uint8Array): string {
  const sample = Buffer.from(bytes.subarray(0, sampleBytes))
  if (sample.length < minDetectBytes || readsAsWestern(sample)) return 'windows-1252'
  const { encoding, confidence } = detect(sample)
  if (encoding === null || confidence < minConfidence || !iconv.encodingExists(encoding)) return 'windows-1252'
  return /^(?:ascii|utf-?8)$/i.test(encoding) ? 'windows-1252' : encoding.toLowerCase()
}

/** Read as windows-1252, nearly all special characters are those of Spanish and its neighbours, among many plain ones. */
function readsAsWestern(sample: Buffer): boolean {
  const text = iconv.decode(sample, 'windows-1252')
  const special = text.match(/[\u0080-\uFFFF]/g)?.length ?? 0
  const usual =
    text.match(/[áéíóúüñàèìòùâêîôûäëïöçãõßÁÉÍÓÚÜÑÇ¿¡ºª€¤«»]|(?<![\p{L}])[‘“–—]|[’”…](?!\p{L})/gu)?.length ?? 0
  const plain = text.match(/[a-z]/gi)?.length ?? 0
  return special < plain * 0.25 && usual >= special * 0.8
}
