import type { Draft } from '../layout/draft.ts'

export interface FrontMatter {
  /** The text below it. */
  readonly body: string
  readonly title: string | null
  /** The other fields that say something, one a paragraph: `author: Ana Ruiz`. */
  readonly fields: readonly Draft[]
}

const longest = 20_000
const field = /^([\w-]{1,100})[ \t]*:(?:[ \t]+(\S.*))?$/

/** Takes the YAML block off the top of a Markdown text. Only the plain fields of one line are read. */
export function splitFrontMatter(text: string): FrontMatter {
  const none = { body: text, title: null, fields: [] }
  if (!/^---[ \t]*\n/.test(text)) return none
  const block = text.slice(0, longest).split('\n')
  const end = block.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line))
  if (end === -1) return none
  const found = block.slice(1, end).flatMap((line) => {
    const [, name, value = ''] = field.exec(line) ?? []
    return name === undefined ? [] : [{ name, value: unquoted(value.trim()) }]
  })
  if (found.length === 0) return none
  const title = found.find(({ name }) => name.toLowerCase() === 'title')?.value ?? ''
  const fields = found
    .filter(({ name, value }) => name.toLowerCase() !== 'title' && /[\p{L}\p{N}]/u.test(value))
    .map(({ name, value }): Draft => ({ kind: 'paragraph', text: `${name}: ${value}` }))
  const body = text.slice(block.slice(0, end + 1).join('\n').length + 1)
  return { body, title: title === '' ? null : title, fields }
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1).trim() : value
}
