import { readsAsScript } from './reads-as-script.ts'

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
  for (const byte of sample) if (byte < 0x09 || (byte > 0x0d && byte < 0x1b)) controls++
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

/** UTF-16 without a mark in other scripts, whose letters fill both bytes. */
function utf16ByLetters(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const even = sample.subarray(0, sample.length - (sample.length % 2))
  if (even.length < 8) return null
  const encodings = ['utf-16le', 'utf-16be'] as const
  return encodings.find((encoding) => readsAsScript(new TextDecoder(encoding).decode(even))) ?? null
}
