/** [MS-OSHARED] 2.3.7.1. */
const flag = { moniker: 0x01, displayName: 0x10, frame: 0x80, asText: 0x100 } as const
/** URL moniker, as its bytes stand in the file. */
const urlClass = 'e0c9ea79f9bace118c8200aa004ba90b'
const maxTextBytes = 8_192

/** Where a link leads, by the object of it that follows the cells and the class in a record; empty where it leads to a file. */
export function linkObjectTarget(bytes: Buffer): string {
  if (bytes.length < 8) return ''
  const flags = bytes.readUInt32LE(4)
  const has = (one: number): boolean => (flags & one) !== 0
  let at = 8
  for (const part of [flag.displayName, flag.frame]) if (has(part)) at += textBytes(bytes, at)
  if (!has(flag.moniker)) return ''
  if (has(flag.asText)) return textAt(bytes, at + 4, textBytes(bytes, at) - 4)
  if (bytes.toString('hex', at, at + 16) !== urlClass || at + 20 > bytes.length) return ''
  return textAt(bytes, at + 20, bytes.readUInt32LE(at + 16))
}

/** What a text takes that has the number of its characters in four bytes in front. */
function textBytes(bytes: Buffer, at: number): number {
  return at + 4 > bytes.length ? bytes.length : 4 + bytes.readUInt32LE(at) * 2
}

/** Texts end at a zero, whatever stands behind it. */
function textAt(bytes: Buffer, at: number, length: number): string {
  const text = bytes.toString('utf16le', at, at + Math.min(length, maxTextBytes) - (length % 2))
  return text.split('\u0000', 1)[0] ?? ''
}
