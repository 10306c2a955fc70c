import type { Draft } from '../layout/draft.ts'

export interface FrontMatter {
  /** The text below it. */
  readonly body: string
  readonly title: string | null
  /** The other fields that say something, one a paragraph: `author: Ana Ruiz`. */
  readonly fields: readonly Draft[]
}

const longest = 20_000
/** YAML between dashes, TOML between plus signs. */
const opening = /^(---|\+\+\+)[ \t]*\n/
const field = {
  '---': /^("[^"]{1,100}"|'[^']{1,100}'|[\p{L}\p{N}_][\p{L}\p{M}\p{N}_./()' -]{0,99}?)[ \t]*:(?:[ \t]+(\S.*))?$/u,
  '+++': /^("[^"]{1,100}"|'[^']{1,100}'|[\p{L}\p{M}\p{N}_.-]{1,100})[ \t]*=[ \t]*(\S.*)$/u,
} as const
/** What goes on with the field above it; a remark, and what closes a list, may stand at the edge too. */
const below = /^(?:[ \t]+|-[ \t]+|[\]}])(.*)$/
/** The value follows on lines of its own. */
const isFolded = /^[|>][+-]?\d?$/

interface Field {
  readonly name: string
  readonly value: string
  /** The lines below it that are a part of it. */
  readonly below: string[]
}

/** Takes the block of fields off the top of a Markdown text: plain ones, lists, and texts of several lines. */
export function splitFrontMatter(text: string): FrontMatter {
  const none = { body: text, title: null, fields: [] }
  const [, mark] = opening.exec(text) ?? []
  if (mark !== '---' && mark !== '+++') return none
  const block = text.slice(0, longest).split('\n')
  const end = block.findIndex((line, index) => index > 0 && isEnd(line, mark))
  if (end === -1) return none
  const found = fieldsOf(block.slice(1, end), mark)
  if (found === null || found.length === 0) return none
  const title = found.find(({ name }) => name.toLowerCase() === 'title')
  const fields = found
    .filter((one) => one.name.toLowerCase() !== 'title' && /[\p{L}\p{N}]/u.test(saidBy(one)))
    .map((one): Draft => ({ kind: 'paragraph', text: `${one.name}: ${saidBy(one)}` }))
  const body = text.slice(block.slice(0, end + 1).join('\n').length + 1)
  const said = title === undefined ? '' : saidBy(title)
  return { body, title: said === '' ? null : said, fields }
}

function isEnd(line: string, mark: '---' | '+++'): boolean {
  return line.trimEnd() === mark || (mark === '---' && line.trimEnd() === '...')
}

/** Null for a text between two rules: some line of it is no part of a field. */
function fieldsOf(lines: readonly string[], mark: '---' | '+++'): Field[] | null {
  const fields: Field[] = []
  for (const line of lines) {
    const [, name, value = ''] = field[mark].exec(line) ?? []
    const more = below.exec(line)?.[1]
    if (name !== undefined) fields.push({ name: unquoted(name), value: withoutRemark(value.trim()), below: [] })
    else if (line.trim() === '' || line.startsWith('#')) continue
    else if (more === undefined || fields.length === 0) {
      // No rule of Markdown is drawn with plus signs.
      if (mark === '---') return null
    } else if (!more.startsWith('#')) fields.at(-1)?.below.push(withoutRemark(more.trim()))
  }
  return fields
}

/** `Plan # a remark`, not inside of quotation marks. */
function withoutRemark(value: string): string {
  const quoted = /^(?:"[^"]*"|'[^']*')/.exec(value)?.[0].length ?? 0
  const remark = value.indexOf(' # ', quoted)
  return remark === -1 ? value : value.slice(0, remark).trimEnd()
}

function saidBy({ value, below }: Field): string {
  const rest = below
    .map((line) => unquoted(line.replace(/^-[ \t]+/, '').replace(/,$/, '')))
    .filter((line) => line !== '')
  if (isFolded.test(value)) return rest.join(' ')
  const own = listed(unquoted(value))
  return [...(own === '' ? [] : [own]), ...rest].join(own === '' ? ', ' : ' ')
}

/** `["a", "b"]` */
function listed(value: string): string {
  const inside = /^\[(.*)\]?$/.exec(value)?.[1]?.replace(/\]$/, '')
  if (inside === undefined) return value
  return inside
    .split(',')
    .map((item) => unquoted(item.trim()))
    .filter((item) => item !== '')
    .join(', ')
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1).trim() : value
}
