/** Of a text so much are letters of its scripts, or signs that stand in texts of every script. */
const usualShare = 0.97
const letterShare = 0.3
/** A text of few words may name things in the letters of another script. */
const mostGroups = 3
/** So many letters may stand in a row: sentences of scripts without spaces, and lists of long words. */
const mostUnparted = 200

const everywhere =
  // oxlint-disable-next-line no-misleading-character-class -- ranges of whole blocks
  /[\t\n\r -~\u00a0-\u024f\u0300-\u036f\u200b-\u200f\u2010-\u2026\u20a0-\u20c0\u3000-\u303f\uff00-\uffef]/gu
/** Of Chinese and Korean the blocks in use: two digits or signs of one byte look like the letters of the rest. */
const others =
  // oxlint-disable-next-line no-misleading-character-class -- the same blocks
  /(?![\0-\u036f\u2000-\u2bff\u2e00-\u303f\u3100-\u4dff\uff00-\uffef])[\p{L}\p{M}\p{Nd}\p{P}]/gu
/** What parts words or sentences; the mark between words of Ethiopia and of Tibet too. */
const parting = /[ \n\u1361\u0f0b\u3000-\u3002\uff0c\uff1a\uff1b]/gu

/**
 * Whether a text is written in scripts other than the Latin one: nearly all of it are letters and marks of a few of them, and
 * something parts them. Bytes that are no text read as letters of all scripts mixed with what is no letter, or as letters that
 * nothing parts.
 */
export function readsAsScript(text: string): boolean {
  const groups = new Map<string | number, number>()
  for (const [letter] of text.matchAll(others)) {
    const group = groupOf(letter)
    groups.set(group, (groups.get(group) ?? 0) + 1)
  }
  const counts = [...groups.values()].toSorted((a, b) => b - a)
  const own = counts.slice(0, mostGroups).reduce((sum, count) => sum + count, 0)
  if (own < text.length * letterShare) return false
  if (own + countOf(text, everywhere) < text.length * usualShare) return false
  return countOf(text, parting) > own / mostUnparted
}

/** Chinese and Japanese are one, Korean is one; the letters of other scripts stand in one, two or three rows of 256. */
function groupOf(letter: string): string | number {
  if (/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u.test(letter)) return 'Han'
  if (/\p{scx=Hangul}/u.test(letter)) return 'Hangul'
  return (letter.codePointAt(0) ?? 0) >> 8
}

function countOf(text: string, signs: RegExp): number {
  return text.match(signs)?.length ?? 0
}
