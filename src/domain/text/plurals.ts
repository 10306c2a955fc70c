/**
 * What a word and its plural have in common: "clase" and "clases" are "clas", "hotel" and "hoteles" "hotel", "dress" and "dresses" "dress".
 * Short ones stay as they are.
 * @param word folded
 */
export const withoutPlural = (word: string): string => word.replace(/(?<=[a-z]{3})(?:es|(?<!s)s|e)$/, '')

/** Behind what `withoutPlural` leaves, in a pattern: of one or of several. */
export const oneOrSeveral = '(?:e?s|e)?'

/**
 * The word itself, and what it may be several of: "semanas" of "semana", "clases" of "clase" or of "clas".
 * @param word folded
 */
export const singularsOf = (word: string): readonly string[] =>
  [word, word.replace(/s$/, ''), word.replace(/es$/, '')].filter((one, at, all) => all.indexOf(one) === at)
