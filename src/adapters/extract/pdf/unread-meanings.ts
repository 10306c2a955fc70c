import { codeBase, unreadLetter } from './clean-pdf-text.ts'
import { byWeight, ligatures, placedLigatures, readings, texLigature } from './ligatures.ts'
import type { Ligature } from './ligatures.ts'

/** Of the words with a code so many must become common ones: fewer where the fonts of TeX say already what it is. */
const fewestRead = { tex: 0.25, other: 0.5 } as const
/** Of five codes in a row, so many tell that they are in order. */
const fewestInOrder = 3
/** A single letter before or behind a sign is rather the rest of a word than a word. */
const shortestWord = 2

/**
 * The ligature that each unread letter stands for. In fonts of TeX its code says it, in others the words around it. None for
 * one that makes no words, or that stands between words.
 * @param words with each letter, in small letters
 * @param isWord whether some letters are a word of their own
 */
export function meaningsOf(
  words: ReadonlyMap<string, readonly string[]>,
  isWord: (text: string) => boolean,
): ReadonlyMap<string, Ligature> {
  const meanings = new Map<string, Ligature>()
  const blocks = new Map<number, Tally>()
  const fitting = new Map<number, readonly (readonly Ligature[])[]>()
  for (const [letter, found] of words) {
    if (standsBetweenWords(letter, found, isWord)) continue
    const read = found.map((word) => readings(word, letter))
    fitting.set(letter.charCodeAt(0), read)
    const likeliest = likeliestOf(read)
    if (likeliest !== null) meanings.set(letter, likeliest)
    const meant = letter.search(unreadLetter) === -1 ? null : texLigature(letter.charCodeAt(0) - codeBase)
    if (meant === null) continue
    const block = blocks.get(meant.block) ?? { letters: [], words: 0, hits: 0 }
    blocks.set(meant.block, block)
    block.letters.push([letter, meant.ligature])
    block.words += read.length
    block.hits += read.filter((one) => one.includes(meant.ligature)).length
  }
  for (const [code, meant] of numberedInOrder(fitting)) meanings.set(String.fromCharCode(code), meant)
  for (const [letter, meant] of inTheirPlaces(words, meanings, isWord)) meanings.set(letter, meant)
  // What some of them say holds for all: they are of one encoding.
  for (const { letters, words: all, hits } of blocks.values()) {
    if (hits > 0 && hits >= all * fewestRead.tex) for (const [letter, meant] of letters) meanings.set(letter, meant)
  }
  return meanings
}

/** Of the words with such a letter so many must be made of known letters beside it. */
const fewestKnown = 0.5

/**
 * Letters in the places of ligatures, whatever the words around them are, as long as nothing speaks against it: words that say
 * otherwise, or fonts that number all of their letters from there on.
 */
function inTheirPlaces(
  words: ReadonlyMap<string, readonly string[]>,
  meanings: ReadonlyMap<string, Ligature>,
  isWord: (text: string) => boolean,
): readonly (readonly [letter: string, meant: Ligature])[] {
  const placed = [...placedLigatures].filter(([letter]) => words.has(letter))
  // The other two places are less common: what the first two are tells of them.
  const usual = placed.filter(([, meant]) => meant.length === 2)
  if (usual.length === 0 || usual.some(([letter, meant]) => (meanings.get(letter) ?? meant) !== meant)) return []
  const around = placed.flatMap(([letter]) => words.get(letter) ?? [])
  const known = around.filter((word) => /^[\p{L}\p{M}\uf001-\uf004]+$/u.test(word) && /\p{L}{2}/u.test(word))
  if (known.length === 0 || known.length < around.length * fewestKnown) return []
  return placed.filter(([letter]) => !standsBetweenWords(letter, words.get(letter) ?? [], isWord))
}

/**
 * Where two codes or more stand next to each other as ligatures are numbered nearly always, each of which makes words as the one of its
 * number: words alone take "different" for "diflerent".
 */
function numberedInOrder(
  fitting: ReadonlyMap<number, readonly (readonly Ligature[])[]>,
): readonly (readonly [code: number, meant: Ligature])[] {
  const blocks = [...fitting.keys()].flatMap((code) =>
    ligatures.map((_, at) =>
      ligatures.flatMap((meant, place) => {
        const read = fitting.get(code - at + place)
        return read?.some((one) => one.includes(meant)) === true ? [[code - at + place, meant] as const] : []
      }),
    ),
  )
  const [best = []] = blocks.toSorted((a, b) => b.length - a.length)
  return best.length >= fewestInOrder ? best : []
}

/** The codes of one block of TeX, and how many of the words with them are common ones if that is what they are. */
interface Tally {
  readonly letters: (readonly [letter: string, meant: Ligature])[]
  words: number
  hits: number
}

function likeliestOf(read: readonly (readonly Ligature[])[]): Ligature | null {
  const hits = (ligature: Ligature): number => read.filter((one) => one.includes(ligature)).length
  const [best] = byWeight.toSorted((a, b) => hits(b) - hits(a))
  return best !== undefined && hits(best) > 0 && hits(best) >= read.length * fewestRead.other ? best : null
}

/** A ligature joins two words hardly ever; a blank or a dash does all the time. */
function standsBetweenWords(letter: string, words: readonly string[], isWord: (text: string) => boolean): boolean {
  const between = words.filter((word) => {
    const around = word.split(letter)
    return around.length > 1 && around.every((text) => text.length >= shortestWord && isWord(text))
  })
  return between.length * 2 > words.length
}
