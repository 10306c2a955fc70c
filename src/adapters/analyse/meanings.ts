import { readFileSync } from 'node:fs'

/** Written by `npm run docs` out of the words beside it (`stem-concepts.ts`). */
const file = new URL('concept-terms.txt', import.meta.url)

/**
 * Terms of words that mean the same as a term's word, or are its kind or an example of it, itself left out; none for most. Read when it is
 * first asked: many processes never ask.
 */
export function createMeanings(): (term: string) => readonly string[] {
  let read: Meanings | null = null
  return (term) => {
    read ??= readMeanings(readFileSync(file, 'utf8'))
    const alike = new Set<string>()
    for (const line of read.get(term) ?? []) for (const other of line) if (other !== term) alike.add(other)
    return [...alike]
  }
}

/** The lists of terms that each term leads to, shared by all of a line. */
type Meanings = ReadonlyMap<string, readonly (readonly string[])[]>

function readMeanings(text: string): Meanings {
  const lists = new Map<string, (readonly string[])[]>()
  const lead = (terms: readonly string[], to: readonly string[]): void => {
    for (const term of terms) {
      const known = lists.get(term)
      if (known === undefined) lists.set(term, [to])
      else known.push(to)
    }
  }
  const [concepts = '', kinds = ''] = text.trimEnd().split('\n\n')
  for (const line of concepts.split('\n')) {
    const terms = line.split(' ')
    lead(terms, terms)
  }
  for (const kind of kinds.split('\n')) {
    const [of = [], examples = []] = kind.split(' > ').map((words) => words.split(' '))
    lead(of, of)
    lead(of, examples)
    lead(examples, of)
  }
  return lists
}
