import { hasContentTarget, linkTargetText } from '../layout/link-target.ts'
import type { Draft } from '../layout/text-builder.ts'
import { walkHtml } from './html-guard.ts'
import type { HtmlHandler, PageShape } from './html-guard.ts'

export interface HtmlDrafts {
  readonly drafts: readonly Draft[]
  readonly title: string | null
  readonly firstHeading: string | null
  readonly shape: PageShape
}

const invisible = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'head',
  'iframe',
  'object',
  'canvas',
  'select',
  'audio',
  'video',
])
const frame = new Set(['nav', 'aside', 'footer'])
const blocks = new Set(
  'address article blockquote body center dd details dialog div dl dt fieldset figcaption figure form header hr html legend main ol p section summary table tbody td tfoot th thead tr ul li pre h1 h2 h3 h4 h5 h6 caption option'.split(
    ' ',
  ),
)

interface State {
  readonly drafts: Draft[]
  text: string
  title: string
  inTitle: boolean
  hidden: number
  heading: number
  pre: number
  /** One entry per open list: the next number, or null for bullets. */
  readonly lists: (number | null)[]
  label: string
  /** The open link whose target may be content. */
  link: { readonly target: string; words: string } | null
  /** Cells of the open rows, innermost last. */
  readonly rows: string[][]
}

/** Blocks of a page in document order: headings, paragraphs, list items, one line per table row. `skipFrame` leaves navigation out. */
export function htmlDrafts(html: string, options: { readonly skipFrame: boolean }): HtmlDrafts {
  const state: State = {
    drafts: [],
    text: '',
    title: '',
    inTitle: false,
    hidden: 0,
    heading: 0,
    pre: 0,
    lists: [],
    label: '',
    link: null,
    rows: [],
  }
  const shape = walkHtml(html, createHandler(state, options.skipFrame))
  flush(state)
  const first = state.drafts.find((draft) => draft.kind === 'heading')
  return {
    drafts: state.drafts,
    title: state.title.trim() === '' ? null : state.title.replace(/\s+/g, ' ').trim(),
    firstHeading: first?.text ?? null,
    shape,
  }
}

function createHandler(state: State, skipFrame: boolean): HtmlHandler {
  const hides = (name: string): boolean => invisible.has(name) || (skipFrame && frame.has(name))
  return {
    open(name, attributes) {
      if (name === 'title') state.inTitle = state.title === ''
      if (state.hidden > 0 || hides(name) || 'hidden' in attributes) state.hidden++
      else openVisible(state, name, attributes)
    },
    close(name) {
      if (name === 'title') state.inTitle = false
      if (state.hidden > 0) state.hidden--
      else closeVisible(state, name)
    },
    text(text) {
      if (state.link !== null) state.link.words += text
      if (state.inTitle) state.title += text
      else if (state.hidden === 0) state.text += state.pre > 0 ? text : text.replace(/[ \t\r\n\f]+/g, ' ')
    },
  }
}

function openVisible(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  if (name === 'a') state.link = hasContentTarget(attributes['href']) ? { target: attributes['href'], words: '' } : null
  if (name === 'br') state.text += '\n'
  else if (name === 'img' && attributes['alt'] !== undefined) state.text += ` ${attributes['alt']} `
  if (!blocks.has(name)) return
  if (name === 'td' || name === 'th') return openCell(state)
  // Inside a cell blocks only part words; the row is one line.
  if (state.rows.length > 0 && name !== 'tr') {
    state.text += ' '
    return
  }
  flush(state)
  if (/^h[1-6]$/.test(name)) state.heading = Number(name[1])
  else if (name === 'pre') state.pre++
  else if (name === 'ul') state.lists.push(null)
  else if (name === 'ol') state.lists.push(firstNumber(attributes['start']))
  else if (name === 'li') state.label = nextLabel(state.lists)
  else if (name === 'tr') state.rows.push([])
}

function firstNumber(start = '1'): number {
  const number = Number(start)
  return Number.isInteger(number) ? number : 1
}

function nextLabel(lists: (number | null)[]): string {
  const number = lists.at(-1) ?? null
  if (number === null) return '- '
  lists[lists.length - 1] = number + 1
  return `${number}. `
}

function openCell(state: State): void {
  const row = state.rows.at(-1)
  if (row === undefined) return flush(state)
  takeCell(state, row)
}

function takeCell(state: State, row: string[]): void {
  const text = state.text.replace(/\s+/g, ' ').trim()
  state.text = ''
  if (text !== '') row.push(text)
}

function closeVisible(state: State, name: string): void {
  if (name === 'a' && state.link !== null) {
    state.text += linkTargetText(state.link.target, state.link.words)
    state.link = null
  }
  if (!blocks.has(name)) return
  const row = state.rows.at(-1)
  if (row !== undefined) {
    if (name === 'td' || name === 'th') takeCell(state, row)
    else if (name === 'tr') closeRow(state)
    else state.text += ' '
    return
  }
  if (name === 'pre') {
    flush(state)
    state.pre = Math.max(0, state.pre - 1)
    return
  }
  flush(state)
  if (/^h[1-6]$/.test(name)) state.heading = 0
  else if (name === 'ul' || name === 'ol') state.lists.pop()
  else if (name === 'li') state.label = ''
}

function closeRow(state: State): void {
  const row = state.rows.pop()
  if (row === undefined) return
  takeCell(state, row)
  if (row.length === 0) return
  if (state.rows.length > 0) state.text += ` ${row.join(' | ')}; `
  else if (row.length === 1) state.drafts.push({ kind: 'paragraph', text: row[0] ?? '' })
  else state.drafts.push({ kind: 'table-row', text: row.join(' | ') })
}

function flush(state: State): void {
  const text = state.text
  state.text = ''
  if (text.trim() === '') return
  if (state.pre > 0) state.drafts.push({ kind: 'code', text })
  else if (state.heading > 0)
    state.drafts.push({ kind: 'heading', level: state.heading, text: text.trim().replace(/\s+/g, ' ') })
  else if (state.label !== '') {
    state.drafts.push({ kind: 'list-item', text: state.label + text.trim() })
    state.label = ''
  } else state.drafts.push({ kind: 'paragraph', text: text.trim() })
}
