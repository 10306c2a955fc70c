import { conceptsOfForms } from './concepts-of-forms.ts'
import { conceptLines } from './concepts.ts'
import { conjugate } from './conjugate.ts'
import { kinds } from './concepts-of-kinds.ts'
import { bothStems, createStemmer } from './stem.ts'
import { spanishStopWords } from './stop-words.ts'
import { verbs } from './verbs.ts'
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
  const conjugated = [...verbs, ...conceptsOfForms.split('\n').filter((line) => infinitive.test(line))]
    .map((line) => termsOf(formsOf(line)))
    .filter((terms) => terms.includes(' '))
  return `${[...conceptLines.map(termsOf), ...conjugated, '', ...kindLines].join('\n')}\n`
}

const infinitive = /^[a-z]{2,}[aei]r(?: |$)/

/** The forms of the verb that a line begins with, and what else stands in it. */
function formsOf(line: string): string {
  const [verb = '', ...others] = line.split(' ')
  return [...conjugate(verb).filter((form) => !spanishStopWords.has(form)), ...others].join(' ')
}
