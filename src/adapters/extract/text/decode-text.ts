import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { detect } from 'jschardet'
import { bomEncoding, utf16ByZeros } from './unicode-bytes.ts'

const sampleBytes = 64 * 1024
/**
 * The detector's confidence is low even when it is right (.1 to .2 on Spanish in old Mac and DOS code pages), and it names a
 * Hebrew code page for a short Spanish line; hence a look at the letters first, and no guess about very short texts.
 */
const minConfidence = 0.1
const minDetectBytes = 60

/**
 * Text of a file in any common encoding: byte order mark, then the encoding the file `declared`, then UTF-8 if the bytes
 * are valid UTF-8, then a guess from the first 64 KB, then windows-1252, which every byte fits.
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): string {
  const encoding = bomEncoding(bytes) ?? usableDeclaration(bytes, declared) ?? guess(bytes)
  return decodeAs(bytes, encoding).replace(/^\uFEFF/, '')
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (encoding === 'utf-8') return view.toString('utf8')
  return iconv.decode(view, encoding)
}

/** A page that says it is UTF-8 and is not (or the other way round) is common; the bytes win. */
function usableDeclaration(bytes: Uint8Array, declared: string | null): string | null {
  if (declared === null || !iconv.encodingExists(declared)) return null
  const isUnicode = /^utf-?8$/i.test(declared)
  if (isUnicode) return isUtf8(bytes) ? 'utf-8' : null
  if (/^utf-?(?:16|32)/i.test(declared)) return null
  return isUtf8(bytes) ? 'utf-8' : declared
}

function guess(bytes: Uint8Array): string {
  const sample = Buffer.from(bytes.subarray(0, sampleBytes))
  const wide = utf16ByZeros(sample)
  if (wide !== null) return wide
  if (isUtf8(bytes)) return 'utf-8'
  if (sample.length < minDetectBytes || readsAsWestern(sample)) return 'windows-1252'
  const { encoding, confidence } = detect(sample)
  if (encoding === null || confidence < minConfidence || !iconv.encodingExists(encoding)) return 'windows-1252'
  return /^(?:ascii|utf-?8)$/i.test(encoding) ? 'windows-1252' : encoding
}

/** Read as windows-1252, nearly all special characters are those of Spanish and its neighbours, among many plain ones. */
function readsAsWestern(sample: Buffer): boolean {
  const text = iconv.decode(sample, 'windows-1252')
  const special = text.match(/[\u0080-\uFFFF]/g)?.length ?? 0
  const usual =
    text.match(/[áéíóúüñàèìòùâêîôûäëïöçãõßÁÉÍÓÚÜÑÇ¿¡ºª€«»]|(?<![\p{L}])[‘“–—]|[’”…](?!\p{L})/gu)?.length ?? 0
  const plain = text.match(/[a-z]/gi)?.length ?? 0
  return special < plain * 0.25 && usual >= special * 0.8
}
