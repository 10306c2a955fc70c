import { isUtf8 } from 'node:buffer'
import { bomEncoding, utf16Shape } from '../text/unicode-bytes.ts'

const sampleBytes = 8_192
/** Programs leave a zero here and there in a text; files of other kinds are full of them, or of other bytes that no text has. */
const strayShare = 0.001

/** The beginning as text for a look at its structure, or null when it is binary. `size` is that of the whole file. */
export function textOfHead(head: Buffer, size: number): string | null {
  const bom = bomEncoding(head)
  const sample = withoutPadding(head.subarray(0, sampleBytes), size)
  if (bom?.startsWith('utf-16') === true) return new TextDecoder(bom).decode(sample)
  if (bom?.startsWith('utf-32') === true) return ''
  const wide = utf16Shape(sample, isUtf8(head))
  if (wide !== null) return new TextDecoder(wide).decode(sample)
  const isWholeUtf8 = size <= head.length && isUtf8(head)
  const empty = zeros(sample)
  if (empty > (isWholeUtf8 ? sample.length * 0.01 : Math.max(1, sample.length * strayShare))) return null
  // oxlint-disable-next-line no-control-regex -- control characters are what tells binary data
  const controls = sample.toString('latin1').match(/[\u0001-\u0008\u000E-\u001A\u001C-\u001F]/g)?.length ?? 0
  if (empty > 0 && !isWholeUtf8 && controls > sample.length * strayShare) return null
  if (controls > sample.length * 0.05 && !(isWholeUtf8 && controls < sample.length * 0.2)) return null
  return sample.toString('utf8')
}

/** A short file may be filled up with zeros to the size of a block of whatever wrote it. */
function withoutPadding(sample: Buffer, size: number): Buffer {
  if (size > sampleBytes) return sample
  let end = sample.length
  while (end > 0 && sample[end - 1] === 0) end--
  return sample.subarray(0, end)
}

function zeros(sample: Uint8Array): number {
  let count = 0
  for (const byte of sample) if (byte === 0) count++
  return count
}
