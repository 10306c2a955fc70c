import { conceptLines } from './concepts.ts'
import { kinds } from './concepts-of-kinds.ts'
import { bothStems, createStemmer } from './stem.ts'
import { splitWords } from './words.ts'

/**
 * The words of one meaning as the terms that the index has of them: what `concept-terms.txt` holds and `meanings.ts` reads. Making it takes
 * .3 s of processor time, more than all else that an API does with words before its first question. Concepts, an empty line, kinds.
 */
export function stemConcepts(): string {
  const stem = createStemmer()
  const termsOf = (words: string): string =>
    [...new Set(splitWords(words).flatMap((word) => bothStems(stem, word)))].join(' ')
  const kindLines = kinds.split('\n').map((kind) => kind.split(' > ').map(termsOf).join(' > '))
  return `${[...conceptLines.map(termsOf), '', ...kindLines].join('\n')}\n`
}
