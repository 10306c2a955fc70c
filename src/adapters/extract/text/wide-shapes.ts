import iconv from 'iconv-lite'

/** A text of letters of two bytes has many of them. */
const wideShare = 0.3
/** So many of its letters are of its script; another encoding finds signs of all kinds in the same bytes. */
const ownShare = 0.95
/** Of the letters of a Korean text Hangul, of a Japanese one kana, of a Chinese one those that are used most. */
const hangulShare = 0.9
const kanaShare = 0.2
const commonShare = 0.8

const shapes: readonly { readonly encoding: string; readonly isOwn: (read: Read) => boolean }[] = [
  { encoding: 'shift_jis', isOwn: ({ kana }) => kana >= kanaShare },
  { encoding: 'euc-jp', isOwn: ({ kana }) => kana >= kanaShare },
  { encoding: 'euc-kr', isOwn: ({ hangul }) => hangul >= hangulShare },
  // The letters of GB 2312 that are used most begin with B0 to D7, those of Big5 with A4 to C6.
  { encoding: 'gb18030', isOwn: ({ firsts }) => firsts(0xb0, 0xd7) >= commonShare },
  { encoding: 'big5', isOwn: ({ firsts }) => firsts(0xa4, 0xc6) >= commonShare },
]

interface Read {
  /** Shares of the letters. */
  readonly kana: number
  readonly hangul: number
  readonly firsts: (from: number, to: number) => number
}

/**
 * The encoding with letters of two bytes in which short texts of Chinese, Japanese and Korean read; null where they read in
 * none. Detectors by frequency need more text.
 */
export function wideShape(sample: Buffer): string | null {
  const high = sample.filter((byte) => byte >= 0x80).length
  if (high < sample.length * wideShare) return null
  return shapes.find(({ encoding, isOwn }) => readsIn(sample, encoding, isOwn))?.encoding ?? null
}

function readsIn(sample: Buffer, encoding: string, isOwn: (read: Read) => boolean): boolean {
  // The sample may end inside a letter.
  const text = iconv.decode(sample, encoding).slice(0, -1)
  const letters = text.match(/[^\0-\u007f\u3000-\u3029\uff00-\uff60]/gu) ?? []
  const shareOf = (script: RegExp): number => (text.match(script)?.length ?? 0) / Math.max(letters.length, 1)
  const [kana, hangul] = [shareOf(/[\u3041-\u30ff]/gu), shareOf(/[\uac00-\ud7a3]/gu)]
  if (kana + hangul + shareOf(/[\u4e00-\u9fff]/gu) < ownShare) return false
  return isOwn({ kana, hangul, firsts: (from, to) => firstsBetween(sample, from, to) })
}

/** Of the pairs of bytes, those that begin between two; punctuation, which begins with A1 or A3, aside. */
function firstsBetween(sample: Buffer, from: number, to: number): number {
  let [all, between] = [0, 0]
  for (let at = 0; at < sample.length; at++) {
    const first = sample[at] ?? 0
    if (first < 0x80) continue
    at++
    if (first === 0xa1 || first === 0xa3) continue
    all++
    if (first >= from && first <= to) between++
  }
  return between / Math.max(all, 1)
}
