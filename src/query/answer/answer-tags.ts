/** `[Doc 3]`, and the lists models write in spite of the prompt: `[Doc 1, Doc 3]`, `[Doc 1, 3]`, `[Docs 1 y 3]`. */
const tagList = /\[\s*docs?\.?\s*\d+(?:\s*(?:,|;|y|and|&)\s*(?:docs?\.?\s*)?\d+)*\s*\]/giu

export interface CheckedAnswer {
  /** The answer with one `[Doc N]` a reference, unknown ones removed. */
  readonly text: string
  /** Each used tag with the sentences that refer to it, in order of first use. */
  readonly used: readonly { readonly tag: string; readonly statement: string }[]
  readonly unknown: number
}

/**
 * Checks a model's references against the passages it was given: lists become single tags, and a tag that names no passage
 * is removed, because a reader would look for a source that does not exist.
 */
export function checkTags(answer: string, known: ReadonlySet<string>): CheckedAnswer {
  let unknown = 0
  const text = answer
    .replace(tagList, (list) => {
      const tags = [...new Set([...list.matchAll(/\d+/gu)].map(([number]) => `[Doc ${Number(number)}]`))]
      unknown += tags.filter((tag) => !known.has(tag)).length
      return tags.filter((tag) => known.has(tag)).join(' ')
    })
    // Where a removed tag stood alone, the space before it would now stand before a full stop.
    .replace(/[ \t]+([.,;:!?])/gu, '$1')
    .replace(/[ \t]+$/gmu, '')
    .trim()
  return { text, used: usedTags(text), unknown }
}

function usedTags(text: string): { tag: string; statement: string }[] {
  const statements = new Map<string, string[]>()
  for (const statement of statementsOf(text)) {
    const words = statement.replace(/\[Doc \d+\]/gu, ' ').trim()
    for (const [tag] of statement.matchAll(/\[Doc \d+\]/gu)) {
      statements.set(tag, [...(statements.get(tag) ?? []), words])
    }
  }
  return [...statements].map(([tag, parts]) => ({ tag, statement: [...new Set(parts)].join(' ') }))
}

/** Lines, cut after a full stop; a tag right behind the full stop still belongs to the sentence before it. */
function statementsOf(text: string): string[] {
  return text.split('\n').flatMap((line) => line.match(/.+?(?:[.!?](?:\s*\[Doc \d+\])*(?=\s|$)|$)/gu) ?? [])
}
