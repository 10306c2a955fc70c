import { textOfRuns } from './font-runs.ts'
import type { FontLook, RunText } from './font-runs.ts'

/** Reads on over the pieces of a record. What lies behind the last one reads as nothing. */
export interface PieceReader {
  /** Bytes left in all pieces, or at least one when there is more. */
  hasMore(): boolean
  uint8(): number
  uint16(): number
  uint32(): number
  skip(bytes: number): void
  /** Text of Excel 97 and later: so many characters, of one or two bytes each, with what belongs to its formatting. */
  text(characters: number): string
  /** The same as the fonts of its parts show it. */
  runs(characters: number, fontOf: (font: number) => FontLook): RunText
}

const plain: FontLook = { isRaised: false, isStruck: false }
const wideFlag = 0x01
const phoneticFlag = 0x04
const richFlag = 0x08

export function createPieceReader(pieces: readonly Buffer[]): PieceReader {
  let index = 0
  let at = 0
  const settle = (): void => {
    while (index < pieces.length && at >= (pieces[index]?.length ?? 0)) {
      index++
      at = 0
    }
  }
  const uint8 = (): number => {
    settle()
    return pieces[index]?.[at++] ?? 0
  }
  const uint16 = (): number => uint8() + uint8() * 0x100
  const skip = (bytes: number): void => {
    for (let left = bytes; left > 0;) {
      settle()
      const piece = pieces[index]
      if (piece === undefined) return
      const step = Math.min(left, piece.length - at)
      at += step
      left -= step
    }
  }
  /** Where text goes on in another piece, that says anew how wide its characters are. */
  const characters = (count: number, isWideAtFirst: boolean): string => {
    let isWide = isWideAtFirst
    let text = ''
    for (let left = count; left > 0;) {
      if (at >= (pieces[index]?.length ?? 0)) {
        settle()
        if (index >= pieces.length) return text
        isWide = (uint8() & wideFlag) === 1
      }
      const piece = pieces[index] ?? Buffer.alloc(0)
      const size = isWide ? 2 : 1
      const taken = Math.min(left, Math.floor((piece.length - at) / size))
      if (taken === 0) {
        at = piece.length
        continue
      }
      text += piece.toString(isWide ? 'utf16le' : 'latin1', at, at + taken * size)
      at += taken * size
      left -= taken
    }
    return text
  }
  const runs = (count: number, fontOf: (font: number) => FontLook): RunText => {
    const flags = uint8()
    const fontRuns = (flags & richFlag) === 0 ? 0 : uint16()
    const phonetic = (flags & phoneticFlag) === 0 ? 0 : uint16() + uint16() * 0x10000
    const text = characters(count, (flags & wideFlag) === 1)
    const fonts = Array.from({ length: fontRuns }, () => ({ from: uint16(), ...fontOf(uint16()) }))
    skip(phonetic)
    return textOfRuns(text, fonts)
  }
  return {
    hasMore() {
      settle()
      return index < pieces.length
    },
    uint8,
    uint16,
    uint32: () => uint16() + uint16() * 0x10000,
    skip,
    runs,
    text: (count) => runs(count, () => plain).text,
  }
}
