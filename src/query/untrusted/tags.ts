/** Anything short between two brackets of any script; what is inside decides. */
const bracketed = /\p{Ps}[^\p{Ps}\p{Pe}]{1,80}\p{Pe}/gu

/** Letters of other scripts that look like those of `docs`. What Unicode itself calls the same letter is not listed. */
const lookAlikes: Readonly<Record<string, string>> = {
  ԁ: 'd',
  ɗ: 'd',
  đ: 'd',
  Ꭰ: 'd',
  ᗞ: 'd',
  ᴅ: 'd',
  о: 'o',
  ο: 'o',
  օ: 'o',
  ᴏ: 'o',
  ⲟ: 'o',
  ס: 'o',
  ଠ: 'o',
  с: 'c',
  ϲ: 'c',
  ᴄ: 'c',
  ⲥ: 'c',
  Ꮯ: 'c',
  ѕ: 's',
  ꜱ: 's',
  ς: 's',
}
/** Words that models and people put between the numbers. */
const fillers = new Set(['doc', 'docs', 'y', 'e', 'and', 'n', 'no', 'o', 'num'])

/**
 * Everything that a reader takes for `[Doc N]`, a list of them included, handed to `replace` with its numbers: other brackets,
 * letters that only look like these, marks on them, other spaces and digits. `(Doc 3)` is none.
 */
export function replaceTags(text: string, replace: (numbers: readonly number[], inside: string) => string): string {
  return text.replace(bracketed, (whole) => {
    if (whole.startsWith('(') && whole.endsWith(')')) return whole
    // brackets of all scripts are one code unit long
    const inside = whole.slice(1, -1)
    const numbers = tagNumbers(inside)
    return numbers === null ? whole : replace(numbers, inside)
  })
}

/** For texts that are not ours: nothing in them can be taken for a reference to a passage. */
export function withoutTags(text: string): string {
  return replaceTags(text, (_, inside) => `(${inside})`)
}

/** Null when it is no tag. A digit that is not 0 to 9 gives no number that any passage has. */
function tagNumbers(inside: string): readonly number[] | null {
  const [first, ...others] = skeleton(inside).match(/\p{L}+|\p{N}+/gu) ?? []
  if (first !== 'doc' && first !== 'docs') return null
  const numbers = others.filter((word) => /^\p{N}/u.test(word))
  if (numbers.length === 0) return null
  const words = others.filter((word) => !/^\p{N}/u.test(word))
  return words.every((word) => fillers.has(word)) ? numbers.map(Number) : null
}

/** What the eye makes of it: one form of each letter, no marks, lower case. */
function skeleton(text: string): string {
  return [...text.normalize('NFKD')]
    .map((character) => lookAlikes[character] ?? lookAlikes[character.toLowerCase()] ?? character)
    .join('')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('d0c', 'doc')
}
