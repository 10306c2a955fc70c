import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { detect } from 'jschardet'
import type { DocumentWarning } from '../../../domain/warnings/warning.ts'
import { framedPage } from './dos-frames.ts'
import { withoutDoubledUtf8 } from './doubled-utf8.ts'
import { decodeMixed } from './mixed-encodings.ts'
import { bomEncoding, utf16Shape } from './unicode-bytes.ts'
import { countUtf8, cutLetterBytes, linesWithoutUtf8 } from './utf8-spans.ts'
import { readsAsCentral, readsAsWestern, westernTwin } from './western-twins.ts'
import { wideShape } from './wide-shapes.ts'

const sampleBytes = 64 * 1024
/**
 * The detector's confidence is low even when it is right (.1 to .2 on Spanish in old Mac and DOS code pages), and it names a
 * Hebrew code page for a short Spanish line; hence a look at the letters first, and no guess about very short texts.
 */
const minConfidence = 0.1
const minDetectBytes = 60
/** A text of which most letters are in another script tells its code page sooner. */
const minScriptBytes = 24
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
 * are; the declared encoding; frames of DOS; the best guess by the bytes. Where a text is UTF-8 in part, every line is read by itself, so
 * that a bad byte costs one character and lines in another encoding nothing. Lines that became UTF-8 twice are taken back.
 * @param declared what the file says of itself
 */
export function decodeBytes(bytes: Uint8Array, declared: string | null = null): Decoded {
  const valid = isUtf8(bytes)
  const known = bomEncoding(bytes) ?? utf16Shape(bytes.subarray(0, sampleBytes), valid)
  if (known !== null && known !== 'utf-8') return whole(decodeAs(bytes, known))
  if (valid) return whole(withoutDoubledUtf8(decodeAs(bytes, 'utf-8')))
  const usable = usableDeclaration(declared)
  const framed = known === null && usable === null ? framedPage(bytes.subarray(0, sampleBytes), guess) : null
  if (framed !== null) return whole(decodeAs(bytes, framed))
  const { letters, bad } = countUtf8(bytes)
  const isMostlyUtf8 = known === 'utf-8' || letters > (bad - cutLetterBytes(bytes)) * 2
  const others = linesWithoutUtf8(bytes, sampleBytes)
  const other = usable ?? (isMostlyUtf8 ? westernOf(others) : guess(letters > 0 && others.length > 0 ? others : bytes))
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

/**
 * Who declares one of these mostly writes the Windows page with the same letters, which has quotes and the euro where they have
 * signs for terminals; browsers read them so (WHATWG Encoding Standard, 4.2).
 */
const widerTwins: Readonly<Partial<Record<string, string>>> = {
  iso88591: 'windows-1252',
  latin1: 'windows-1252',
  iso88599: 'windows-1254',
  latin5: 'windows-1254',
  iso885911: 'windows-874',
}

/** Null when a file declares nothing, nothing we know, or an encoding its bytes have ruled out. */
function usableDeclaration(declared: string | null): string | null {
  if (declared === null || !iconv.encodingExists(declared)) return null
  if (/^(?:utf-?(?:8|16|32)|ascii|us-ascii)/i.test(declared)) return null
  return widerTwins[declared.toLowerCase().replace(/[^a-z\d]/g, '')] ?? declared
}

function guess(bytes: Uint8Array): string {
  const sample = Buffer.from(bytes.subarray(0, sampleBytes))
  if (readsAsWestern(sample)) return readsAsCentral(sample) ? 'windows-1250' : 'windows-1252'
  const told = wideShape(sample) ?? westernTwin(sample)
  if (told !== null) return told
  if (sample.length < (isOtherScript(sample) ? minScriptBytes : minDetectBytes)) return 'windows-1252'
  const { encoding, confidence } = detect(sample)
  if (encoding === null || confidence < minConfidence || !iconv.encodingExists(encoding)) return 'windows-1252'
  return /^(?:ascii|utf-?8)$/i.test(encoding) ? 'windows-1252' : encoding.toLowerCase()
}

/** In a text of UTF-8 other lines are Western ones; lone bytes among its letters tell nothing. */
function westernOf(lines: Buffer): string {
  return (readsAsWestern(lines) ? null : westernTwin(lines)) ?? 'windows-1252'
}

function isOtherScript(sample: Buffer): boolean {
  const high = sample.filter((byte) => byte >= 0xc0).length
  return high > sample.filter((byte) => byte < 0x80).length
}
