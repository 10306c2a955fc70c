const lineFeed = 0x0a

/** What valid UTF-8 and what is not tell of a text. */
export interface Utf8Counts {
  /** Letters of two bytes and more. */
  readonly letters: number
  /** Bytes that belong to none. */
  readonly bad: number
}

/** Length of the letter of two bytes and more that begins at a position; 0 when none does (RFC 3629, table 3-7 of Unicode). */
export function letterBytes(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  const second = bytes[at + 1] ?? 0
  if (first < 0xc2 || first > 0xf4) return 0
  if (first < 0xe0) return isTail(second) ? 2 : 0
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high || !isTail(bytes[at + 2] ?? 0)) return 0
  if (first < 0xf0) return 3
  return isTail(bytes[at + 3] ?? 0) ? 4 : 0
}

const isTail = (byte: number): boolean => byte >= 0x80 && byte <= 0xbf

export function countUtf8(bytes: Uint8Array): Utf8Counts {
  let letters = 0
  let bad = 0
  for (let at = 0; at < bytes.length;) {
    if ((bytes[at] ?? 0) < 0x80) {
      at++
      continue
    }
    const length = letterBytes(bytes, at)
    if (length === 0) bad++
    else letters++
    at += Math.max(length, 1)
  }
  return { letters, bad }
}

/** How many bytes at the end of a text are the beginning of a letter that was cut: 0 to 3. */
export function cutLetterBytes(bytes: Uint8Array): number {
  for (let length = 1; length <= 3; length++) {
    const first = bytes.at(-length) ?? 0
    if (isTail(first)) continue
    const needed = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    return needed > length ? length : 0
  }
  return 0
}

/** The lines that hold other bytes than those of UTF-8 and no letter of it, one after the other, up to a length. */
export function linesWithoutUtf8(bytes: Uint8Array, most: number): Buffer {
  const lines: Uint8Array[] = []
  let length = 0
  for (let from = 0; from < bytes.length && length < most;) {
    const feed = bytes.indexOf(lineFeed, from)
    const to = feed === -1 ? bytes.length : feed + 1
    const line = bytes.subarray(from, to)
    from = to
    const { letters, bad } = countUtf8(line)
    if (letters > 0 || bad === 0) continue
    lines.push(line)
    length += line.length
  }
  return Buffer.concat(lines).subarray(0, most)
}
