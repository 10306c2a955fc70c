const boms: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/** The encoding a byte order mark names, or null. */
export function bomEncoding(bytes: Uint8Array): string | null {
  return boms.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1] ?? null
}

/** UTF-16 without a byte order mark, by its shape. Valid UTF-8 is none, unless it is full of control characters. */
export function utf16Shape(sample: Uint8Array, isValidUtf8: boolean): 'utf-16le' | 'utf-16be' | null {
  return (
    utf16ByZeros(sample) ?? (isValidUtf8 && !hasControls(sample) ? null : utf16ByLetters(sample.subarray(0, 8_192)))
  )
}

function hasControls(sample: Uint8Array): boolean {
  let controls = 0
  for (let index = 0; index < sample.length; index++) if ((sample[index] ?? 0) < 0x09) controls++
  return controls > sample.length * 0.05
}

/** UTF-16 without a byte order mark: of mostly Latin text nearly every second byte is zero. */
function utf16ByZeros(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let even = 0
  let odd = 0
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] !== 0) continue
    if (index % 2 === 0) even++
    else odd++
  }
  const half = sample.length / 2
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le'
  return even > half * 0.4 && odd < half * 0.05 ? 'utf-16be' : null
}

/** Scripts whose letters fill both bytes; what looks like their letters by chance is mixed with much that looks like nothing. */
// oxlint-disable-next-line no-misleading-character-class -- ranges of whole scripts
const letters = /[\u0370-\u06ff\u0900-\u0e7f\u3040-\u30ff\u4e00-\u9fff]/g
const parting = /[ \n\u3000-\u3002\uff0c\uff1a\uff1b]/
const anyUsual =
  // oxlint-disable-next-line no-misleading-character-class -- the same
  /[\t\n\r -~\u00a0-\u00ff\u0370-\u06ff\u0900-\u0e7f\u2010-\u2026\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/g

/** UTF-16 without a mark in other scripts: nearly all of it are their letters, and something parts them. */
function utf16ByLetters(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const even = sample.subarray(0, sample.length - (sample.length % 2))
  if (even.length < 8) return null
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const text = new TextDecoder(encoding).decode(even)
    const usual = text.match(anyUsual)?.length ?? 0
    const own = text.match(letters)?.length ?? 0
    if (usual >= text.length * 0.97 && own >= text.length * 0.3 && parting.test(text)) return encoding
  }
  return null
}
