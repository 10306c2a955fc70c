import { isUtf8 } from 'node:buffer'
import type { DocumentWarning } from '../../../domain/warnings/warning.ts'
import { decodeBytes } from '../text/decode-text.ts'
import { bomEncoding, utf16Shape } from '../text/unicode-bytes.ts'
import { withTrueLetters } from './part-letters.ts'

const charset = /charset\s*=\s*["']?([\w-]{2,40})/gi
const sampleBytes = 4_096
const ofUtf8 = /^(?:utf-?8|us-ascii|ascii)$/i

/**
 * A mail whose letters are those its parts declare. Old programs write bytes of some code page into headers, or into texts
 * that declare nothing; the parser would take them for UTF-8.
 */
export function readableMail(file: Uint8Array): {
  readonly text: Uint8Array
  readonly warnings: readonly DocumentWarning[]
} {
  const bytes = withoutAddedBlanks(withoutEmptyLines(inOneByte(withoutAppleFrame(file))))
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const letters = source.toString('latin1')
  if (!/[\u0080-\u00ff]/.test(letters)) return { text: bytes, warnings: [] }
  if (isUtf8(bytes)) return { text: Buffer.from(withTrueLetters(letters, null), 'latin1'), warnings: [] }
  const declared = Array.from(letters.matchAll(charset), ([, name = '']) => name)
  if (declared.every((name) => ofUtf8.test(name))) {
    const { text, warnings } = decodeBytes(bytes)
    return { text: Buffer.from(text, 'utf8'), warnings }
  }
  const other = declared.find((name) => !ofUtf8.test(name)) ?? null
  const own = Buffer.from(withTrueLetters(letters, other), 'latin1')
  const end = endOfHead(own)
  const head = own.subarray(0, end)
  if (isUtf8(head)) return { text: own, warnings: [] }
  return { text: Buffer.concat([Buffer.from(decodeBytes(head, other).text, 'utf8'), own.subarray(end)]), warnings: [] }
}

/** Programs of Windows save a mail in letters of two bytes, with a mark before them or without one. */
function inOneByte(file: Uint8Array): Uint8Array {
  const sample = file.subarray(0, sampleBytes)
  const encoding = bomEncoding(sample) ?? utf16Shape(sample, true)
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return file
  return Buffer.from(new TextDecoder(encoding).decode(file), 'utf8')
}

/** Apple Mail writes how many bytes a mail has before it, and what it knows of it behind it. */
function withoutAppleFrame(file: Uint8Array): Uint8Array {
  const [line, size] = /^(\d{1,10}) *\r?\n/.exec(Buffer.from(file.subarray(0, 32)).toString('latin1')) ?? []
  return line === undefined ? file : file.subarray(line.length, line.length + Number(size))
}

/** Lines that a program wrote before the headers, which an empty line ends. */
function withoutEmptyLines(file: Uint8Array): Uint8Array {
  const start = Buffer.from(file.subarray(0, 200)).toString('latin1')
  const empty = /^[\r\n]{1,20}(?=[A-Za-z][\w-]{0,60}:)/.exec(start)?.[0].length ?? 0
  return file.subarray(empty)
}

/** Blanks that a server added behind the sign of a line that goes on are no part of it (RFC 2045, 6.7, rule 3). */
function withoutAddedBlanks(file: Uint8Array): Uint8Array {
  const letters = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1')
  if (!/=[ \t]+\r?\n/u.test(letters) || !/quoted-printable/iu.test(letters)) return file
  return Buffer.from(letters.replace(/=[ \t]+(?=\r?\n)/gu, '='), 'latin1')
}

/** Where the headers of a mail end, behind the empty line. */
function endOfHead(source: Buffer): number {
  const ends = ['\r\n\r\n', '\n\n'].map((mark) => source.indexOf(mark)).filter((at) => at !== -1)
  return ends.length === 0 ? source.length : Math.min(...ends)
}
