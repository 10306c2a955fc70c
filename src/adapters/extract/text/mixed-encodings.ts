import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import { countUtf8, letterBytes } from './utf8-spans.ts'
import type { Utf8Counts } from './utf8-spans.ts'
import type { Decoded } from './decode-text.ts'

const lineFeed = 0x0a
const replacement = '\ufffd'
/** Letters that a text in Spanish or a neighbour of it has in other encodings; what else a lone byte could be is a guess. */
const usualLetter = /^[áéíóúüñàèìòùâêîôûäëïöçãõåæøœßÁÉÍÓÚÜÑÇÀÈÊÔÕÄÖÅÆØ¿¡ºª€«»–—‘’“”…]$/u

interface Mixed {
  /** Lines that do not tell by themselves are UTF-8 with bad bytes; otherwise they are in the other encoding. */
  readonly isMostlyUtf8: boolean
  readonly other: (bytes: Uint8Array) => string
  readonly name: string
}

/** Text of which a part is UTF-8, line by line. */
export function decodeMixed(bytes: Uint8Array, mixed: Mixed): Decoded {
  const parts: string[] = []
  const unread = { count: 0, line: 0 }
  const others = { count: 0, line: 0 }
  const note = (place: { count: number; line: number }, count: number, line: number): void => {
    if (count > 0 && place.count === 0) place.line = line
    place.count += count
  }
  let line = 0
  for (let from = 0; from < bytes.length;) {
    line++
    const feed = bytes.indexOf(lineFeed, from)
    const to = feed === -1 ? bytes.length : feed + 1
    const content = bytes.subarray(from, to)
    from = to
    const { letters, bad } = countUtf8(content)
    const other = bad > 0 ? otherwise(content, { letters, bad }, mixed) : null
    if (bad === 0) parts.push(asText(content))
    else if (other !== null) {
      parts.push(other)
      note(others, 1, line)
    } else {
      const { text, lost } = repaired(content, mixed.other)
      parts.push(text)
      note(unread, lost, line)
    }
  }
  return { text: parts.join(''), warnings: warningsOf(unread, others, mixed) }
}

/** The line in the other encoding; null when it is rather UTF-8 with bad bytes. */
function otherwise(content: Uint8Array, { letters, bad }: Utf8Counts, { isMostlyUtf8, other }: Mixed): string | null {
  if (!isMostlyUtf8) return letters === 0 || bad > letters ? other(content) : null
  if (letters > 0) return null
  const text = other(content)
  const high = text.match(/[^\0-\u007f]/gu) ?? []
  return high.filter((letter) => usualLetter.test(letter)).length >= high.length * 0.7 ? text : null
}

function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}

/** A line of UTF-8 in which single bytes are wrong: each is a letter of the other encoding where that reads well, else lost. */
function repaired(bytes: Uint8Array, other: (bytes: Uint8Array) => string): { text: string; lost: number } {
  const parts: string[] = []
  let lost = 0
  let good = 0
  for (let at = 0; at < bytes.length;) {
    const length = (bytes[at] ?? 0) < 0x80 ? 1 : letterBytes(bytes, at)
    if (length > 0) {
      at += length
      continue
    }
    parts.push(asText(bytes.subarray(good, at)))
    const letter = isCutLetter(bytes, at) ? '' : other(bytes.subarray(at, at + 1))
    if (usualLetter.test(letter)) parts.push(letter)
    else {
      parts.push(replacement)
      lost++
    }
    at++
    // The rest of a letter that was cut is not lost once more.
    while (letter === '' && isTailByte(bytes[at] ?? 0)) at++
    good = at
  }
  parts.push(asText(bytes.subarray(good)))
  return { text: parts.join(''), lost }
}

/** The beginning of a letter whose end is missing, as where a file was cut. */
function isCutLetter(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at] ?? 0
  if (byte === 0xc2 || byte === 0xc3) return true
  return byte >= 0xe0 && byte <= 0xf4 && (at + 1 === bytes.length || isTailByte(bytes[at + 1] ?? 0))
}

const isTailByte = (byte: number): boolean => byte >= 0x80 && byte <= 0xbf

interface Count {
  readonly count: number
  readonly line: number
}

function warningsOf(unread: Count, others: Count, { name: encoding }: Mixed): DocumentWarning[] {
  const warnings: DocumentWarning[] = []
  if (unread.count > 0) warnings.push(warning('bytes_unread', { characters: unread.count, line: unread.line }))
  if (others.count > 0) {
    warnings.push(warning('other_encoding', { lines: others.count, line: others.line, encoding }))
  }
  return warnings
}
