import type { CharBox } from './char-access.ts'

/** Words set as "P R E C I O" have at least so many letters, and nearly nothing between their blanks is longer. */
const fewestLetters = 5
const singleShare = 0.8
/** The blank between two such words is wider than the one between two letters. */
const wordBlank = 1.35
/** … and in a title in front of running text, which is rarely more than one word: a narrow letter has more blank beside it. */
const wordBlankOfTitle = 1.8
/** Most letters that are set one by one begin at one distance from each other, nearly, as their boxes begin where they have ink. */
const [samePitch, pitchShare] = [0.08, 0.8]
/** Letters further apart, in sizes of the type, stand for themselves, as in a list of letters or in cells. */
const farthestLetter = 1.4
/** Words are made of different letters; the same one again and again is a mark in a table, initials of months an axis. */
const fewestDifferent = 0.3

/** A title in front of running text has no fewer: "E X P E D I E N T E 77/2026 es …". */
const fewestLeading = 6

/**
 * The words of a line whose letters stand apart, all of them or the capitals it begins with, by the widths of its blanks; null for every other
 * line.
 * @param boxOf the place of a character by its index
 */
export function wordsOfSpacedLetters(line: string, size: number, boxOf: (index: number) => CharBox): string | null {
  const pieces = [...line.matchAll(/\S+/g)]
  if (pieces.length < fewestLetters) return null
  const single = pieces.filter(({ 0: piece }) => isSingle(piece))
  if (single.length >= pieces.length * singleShare) return joined(pieces, size, wordBlank, boxOf)
  const leading = pieces.findIndex(({ 0: piece }) => !/^\p{Lu}$/u.test(piece))
  const behind = pieces[leading]
  if (leading < fewestLeading || behind === undefined || single.length > leading + 2) return null
  const title = joined(pieces.slice(0, leading), size, wordBlankOfTitle, boxOf)
  return title === null ? null : `${title} ${line.slice(behind.index)}`
}

const isSingle = (piece: string): boolean => piece.length === 1 && /\p{L}/u.test(piece)

type Pieces = readonly RegExpExecArray[]

function joined(pieces: Pieces, size: number, blank: number, boxOf: (index: number) => CharBox): string | null {
  const single = pieces.map(({ 0: piece }) => piece).filter(isSingle)
  if (single.length < fewestLetters || new Set(single).size < single.length * fewestDifferent) return null
  const gaps = pieces.slice(1).map(({ index }, at) => {
    const before = pieces[at]
    const end = before === undefined ? index : before.index + before[0].length - 1
    return boxOf(index).left - boxOf(end).right
  })
  const isInPitch = pitched(pieces.map(({ index }) => boxOf(index).left))
  const isLetter = (at: number): boolean => pieces[at]?.[0].length === 1
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  if (usual > size * farthestLetter) return null
  return pieces
    .map(({ 0: piece }, at) => {
      const joins =
        at === 0 || (isLetter(at) && isLetter(at - 1) && ((gaps[at - 1] ?? 0) <= usual * blank || isInPitch(at)))
      return joins ? piece : ` ${piece}`
    })
    .join('')
}

/** Tells of a letter whether it stands as far behind the one before it as most do; no letter does where the distances differ. */
function pitched(lefts: readonly number[]): (at: number) => boolean {
  const pitches = lefts.map((left, at) => left - (lefts[at - 1] ?? left))
  const usual = pitches.slice(1).toSorted((a, b) => a - b)[Math.floor((pitches.length - 1) / 2)] ?? 0
  const isUsual = (at: number): boolean => Math.abs((pitches[at] ?? 0) - usual) <= usual * samePitch
  const count = pitches.filter((_, at) => at > 0 && isUsual(at)).length
  return count >= (pitches.length - 1) * pitchShare ? isUsual : () => false
}
