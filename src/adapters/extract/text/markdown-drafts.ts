import type { Draft } from '../layout/text-builder.ts'
import { splitLines } from './split-lines.ts'
import { stripInline } from './markdown-inline.ts'

export interface MarkdownDrafts {
  readonly drafts: readonly Draft[]
  /** From the front matter. */
  readonly title: string | null
}

const fence = /^ {0,3}(`{3,}|~{3,})/
const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/
const underline = /^ {0,3}(=+|-+)[ \t]*$/
const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/
const item = /^(\s*)(?:([-*+])|(\d{1,9})[.)])[ \t]+(.*)$/
const tableRule = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
const reference = /^ {0,3}\[[^\]^][^\]]{0,200}\]:\s+\S+/
const quote = /^ {0,3}(?:>[ \t]?)+/

interface State {
  readonly drafts: Draft[]
  /** Lines of the paragraph or list item being read. */
  open: string[]
  openKind: 'paragraph' | 'list-item'
  fence: { readonly mark: string; readonly lines: string[] } | null
}

/** Blocks of a Markdown document (CommonMark's block rules with tables and front matter), inline marks stripped. */
export function markdownDrafts(text: string): MarkdownDrafts {
  const { body, title } = splitFrontMatter(text.replace(/\r\n?/g, '\n'))
  const lines = splitLines(body)
  const state: State = { drafts: [], open: [], openKind: 'paragraph', fence: null }
  for (const [index, line] of lines.entries()) readLine(state, line, lines[index + 1] ?? '')
  flush(state)
  if (state.fence !== null) closeFence(state)
  return { drafts: state.drafts, title }
}

function readLine(state: State, raw: string, next: string): void {
  if (state.fence !== null) {
    if (raw.trim().startsWith(state.fence.mark) && /^\s*[`~]+\s*$/.test(raw)) closeFence(state)
    else state.fence.lines.push(raw)
    return
  }
  const line = raw.replace(quote, '')
  const opened = fence.exec(line)?.[1]
  if (opened !== undefined) {
    flush(state)
    state.fence = { mark: opened, lines: [] }
    return
  }
  if (line.trim() === '') return flush(state)
  if (readHeading(state, line)) return
  if (reference.test(line)) return
  if (readTableRow(state, line, next)) return
  readText(state, line)
}

function readHeading(state: State, line: string): boolean {
  const found = heading.exec(line)
  if (found !== null) {
    flush(state)
    pushHeading(state, found[1]?.length ?? 1, found[2] ?? '')
    return true
  }
  const setext = underline.exec(line)?.[1]
  if (setext !== undefined && state.open.length > 0 && state.openKind === 'paragraph') {
    const text = state.open.splice(0).join(' ')
    pushHeading(state, setext.startsWith('=') ? 1 : 2, text)
    return true
  }
  if (!rule.test(line)) return false
  flush(state)
  return true
}

function readTableRow(state: State, line: string, next: string): boolean {
  const inTable = state.open.length === 0 && state.drafts.at(-1)?.kind === 'table-row'
  if (tableRule.test(line) && inTable) return true
  const startsTable = line.includes('|') && next.includes('-') && tableRule.test(next)
  const isRow = startsTable || (inTable && line.includes('|')) || /^\s*\|.*\|\s*$/.test(line)
  if (!isRow) return false
  flush(state)
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
  const text = cells.map((cell) => stripInline(cell.trim().replaceAll('\\|', '|'))).join(' | ')
  state.drafts.push({ kind: 'table-row', text })
  return true
}

function readText(state: State, line: string): void {
  const found = item.exec(line)
  if (
    found !== null &&
    !(state.open.length > 0 && state.openKind === 'paragraph' && found[3] !== undefined && found[3] !== '1')
  ) {
    flush(state)
    state.openKind = 'list-item'
    const label = found[3] === undefined ? '- ' : `${found[3]}. `
    state.open = [label + (found[4] ?? '').replace(/^\[[ xX]\]\s/, '')]
    return
  }
  const hardBreak = /(?: {2,}|\\)$/.test(line)
  const text = line.trim().replace(/\\$/, '')
  state.open.push(hardBreak ? `${text}\n` : text)
}

function flush(state: State): void {
  const lines = state.open.splice(0)
  const kind = state.openKind
  state.openKind = 'paragraph'
  if (lines.length === 0) return
  const text = lines.map((line) => stripInline(line)).join(' ')
  if (text.trim() !== '') state.drafts.push({ kind, text })
}

function closeFence(state: State): void {
  const lines = state.fence?.lines ?? []
  state.fence = null
  if (lines.some((line) => line.trim() !== '')) state.drafts.push({ kind: 'code', text: lines.join('\n') })
}

function pushHeading(state: State, level: number, raw: string): void {
  const text = stripInline(raw)
    .replace(/\s*\{#[\w-]+\}$/, '')
    .trim()
  if (text !== '') state.drafts.push({ kind: 'heading', level, text })
}

function splitFrontMatter(text: string): { body: string; title: string | null } {
  const found = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  if (found === null || !/^[\w-]+[ \t]*:/m.test(found[1] ?? '')) return { body: text, title: null }
  const value = /^title[ \t]*:[ \t]*(.+)$/im.exec(found[1] ?? '')?.[1]?.trim() ?? ''
  const title = value.replace(/^(["'])(.*)\1$/, '$2').trim()
  return { body: text.slice(found[0].length), title: title === '' ? null : title }
}
