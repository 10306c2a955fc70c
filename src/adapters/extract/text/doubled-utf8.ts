import { letterBytes } from './utf8-spans.ts'

/** What Windows-1252 has where Latin-1 has control characters, from 0x80; a blank for the five places it leaves free. */
const windowsSigns = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'
/** Letters that hardly any text has before such a sign: what is left of ñ, º, € and “ when UTF-8 was taken for Windows-1252. */
const trace = /[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€‚„†]/u
const notAscii = /[^\0-\u007f]/u

/**
 * A text whose UTF-8 was written as UTF-8 once more ("AÃ±o"), as it was before. Line by line, where every letter beyond ASCII is a
 * part of such a trace and at least one is a plain one: what else a line says stays as it is.
 */
export function withoutDoubledUtf8(text: string): string {
  if (!trace.test(text)) return text
  return text.replace(/[^\n]+/gu, (line) => (trace.test(line) ? (undoubled(line) ?? line) : line))
}

function undoubled(line: string): string | null {
  const bytes = new Uint8Array(line.length)
  for (let at = 0; at < line.length; at++) {
    const byte = byteOf(line, at)
    if (byte === null) return null
    bytes[at] = byte
  }
  for (let at = 0; at < bytes.length;) {
    const length = (bytes[at] ?? 0) < 0x80 ? 1 : letterBytes(bytes, at)
    if (length === 0) return null
    at += length
  }
  const whole = Buffer.from(bytes).toString('utf8')
  return notAscii.test(whole) ? whole : null
}

function byteOf(line: string, at: number): number | null {
  const code = line.charCodeAt(at)
  if (code <= 0xff) return code
  const place = windowsSigns.indexOf(line.charAt(at))
  return place === -1 ? null : 0x80 + place
}
