/** Verses are short, of some words each, and so are the lines of a card, an inscription or a narrow column. */
const longestVerse = 60
const fewestWords = 2.5
const fewestVerses = 3
/** A line that is no verse: an item, a field, a row, a record, a line of a program, or one that ends inside of a word. */
const ofAnother =
  /\p{L}-\s*$|^\s*(?:[•·▪◦‣●○■*+#>|–—-]|\(?\w{1,3}[.)]\s|[\d[(])|\S {2,}\S|[\t|=<>{}]|^[^:]{1,40}:\s+\S/u

/**
 * Whether a block is a sentence set in short lines, as the stanza of a poem: it begins with a capital and ends as a sentence does, and most
 * of its lines go on in the middle of it. Its lines answer together what one of them asks: "cobra la maquila entera: / un celemín".
 */
export function isStanza(lines: readonly string[]): boolean {
  const [first = '', ...others] = lines
  if (others.length < fewestVerses - 1 || !/^\s*["«“¿¡]?\p{Lu}/u.test(first)) return false
  if (lines.some((line) => line.trim().length > longestVerse || ofAnother.test(line))) return false
  if (!/[.!?…]["»”]?\s*$/u.test(lines.at(-1) ?? '')) return false
  const goOn = others.filter((line) => /^\s*\p{Ll}/u.test(line)).length
  const words = lines.reduce((sum, line) => sum + line.trim().split(/\s+/u).length, 0)
  return goOn * 2 >= others.length && words >= lines.length * fewestWords
}
