import { splitSentences } from '../../../domain/text/sentences.ts'
import { replaceTags } from '../../untrusted/tags.ts'

export interface CheckedAnswer {
  /** The answer with one `[Doc N]` a reference, unknown ones removed. */
  readonly text: string
  /** Each used tag with the sentences that refer to it, in order of first use; all of them as one where there are many. */
  readonly used: readonly { readonly tag: string; readonly statements: readonly string[] }[]
  readonly unknown: number
}

/** More sentences that refer to one passage sum it up together. */
const mostStatements = 3

/**
 * Checks a model's references against the passages it was given: lists and look-alikes (`[Doc 1, 3]`, `【Doc 2】`), which models
 * write in spite of the prompt, become single tags, and a tag that names no passage is removed, because a reader would look
 * for a source that does not exist.
 */
export function checkTags(answer: string, known: ReadonlySet<string>): CheckedAnswer {
  let unknown = 0
  const checked = replaceTags(answer, (numbers) => {
    const tags = [...new Set(numbers.map((number) => `[Doc ${number}]`))]
    unknown += tags.filter((tag) => !known.has(tag)).length
    return tags.filter((tag) => known.has(tag)).join(' ')
  })
  const text = closedUp(checked)
  return { text, used: usedTags(text), unknown }
}

/** An answer without its references, which name other passages today than they did. */
export function withoutReferences(answer: string): string {
  return closedUp(replaceTags(answer, () => ''))
}

/** Where a removed tag stood alone, the space before it would now stand before a full stop. */
function closedUp(text: string): string {
  return text
    .replace(/(?<![ \t])[ \t]+([.,;:!?])/gu, '$1')
    .replace(/(?<![ \t])[ \t]+$/gmu, '')
    .trim()
}

function usedTags(text: string): { tag: string; statements: readonly string[] }[] {
  const statements = new Map<string, Set<string>>()
  for (const statement of statementsOf(text)) {
    const words = statement.replace(/\[Doc \d+\]/gu, ' ').trim()
    for (const [tag] of statement.matchAll(/\[Doc \d+\]/gu)) {
      const known = statements.get(tag)
      if (known === undefined) statements.set(tag, new Set([words]))
      else known.add(words)
    }
  }
  return [...statements].map(([tag, parts]) => ({
    tag,
    statements: parts.size > mostStatements ? [[...parts].join(' ')] : [...parts],
  }))
}

const tagsBehindStop = /[.!?…]['"’”»)]*(?:\s*\[Doc \d+\])+(?=\s|$)/gu
const onlyTags = /^(?:\[Doc \d+\]\s*)+$/u
/** "1." of a list says nothing of what the item does. */
const listNumber = /^\s*\d{1,3}\.\s+(?!\[Doc)/u

/** The sentences of each line; a tag right behind the full stop still belongs to the sentence before it. */
export function statementsOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const content = line.replace(listNumber, '')
    const ends = [...content.matchAll(tagsBehindStop)].map(({ 0: found, index }) => index + found.length)
    return [0, ...ends].flatMap((start, i) => sentencesWithTags(content.slice(start, ends[i])))
  })
}

/** Of a text in which nothing follows the tags behind a full stop. */
function sentencesWithTags(text: string): string[] {
  const spans = splitSentences(text)
  const last = spans.at(-1)
  const before = spans.at(-2)
  const parts =
    last !== undefined && before !== undefined && onlyTags.test(text.slice(last.start, last.end))
      ? [...spans.slice(0, -2), { start: before.start, end: last.end }]
      : spans
  return parts.map(({ start, end }) => text.slice(start, end))
}
