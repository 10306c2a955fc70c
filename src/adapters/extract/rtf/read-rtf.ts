import { AppError } from '../../../domain/errors.ts'
import type { Draft } from '../layout/draft.ts'
import { createByteText } from './byte-text.ts'
import type { ByteText } from './byte-text.ts'
import { destinationOf, readsInside } from './rtf-group.ts'
import type { Group } from './rtf-group.ts'
import { createParagraphs } from './rtf-paragraphs.ts'
import type { Paragraphs } from './rtf-paragraphs.ts'
import { createStyles } from './rtf-styles.ts'
import type { Styles } from './rtf-styles.ts'
import { createFonts } from './rtf-fonts.ts'
import type { Fonts } from './rtf-fonts.ts'
import { readRtfTokens } from './rtf-tokens.ts'

export interface RtfText {
  readonly drafts: readonly Draft[]
  /** As the file states it; empty when it does not. */
  readonly title: string
}

/** Word nests some tens of groups. */
const maxDepth = 1_000
const maxTitleChars = 1_000

/** Words that stand for a character. */
const characters: Readonly<Record<string, string>> = {
  line: '\n',
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  '~': ' ',
  _: '-',
  '\\': '\\',
  '{': '{',
  '}': '}',
}

interface State {
  readonly groups: Group[]
  readonly bytes: ByteText
  readonly fonts: Fonts
  readonly styles: Styles
  readonly paragraphs: Paragraphs
  title: string
  /** Characters that still stand for the `\u` before them. */
  toSkip: number
}

/** The blocks of Rich Text; `source` holds a byte a character. @param spend throws when text is too much for the file */
export function readRtf(source: string, spend: (chars: number) => void): RtfText {
  const styles = createStyles()
  const fonts = createFonts()
  const paragraphs = createParagraphs(spend, (style) => styles.level(style))
  const groups = [outermost()]
  const top = (): Group => groups.at(-1) ?? outermost()
  const state: State = {
    groups,
    bytes: createByteText((text) => write(state, text)),
    fonts,
    styles,
    paragraphs,
    title: '',
    toSkip: 0,
  }
  readRtfTokens(source, {
    open() {
      state.bytes.flush()
      state.toSkip = 0
      if (groups.length >= maxDepth) {
        throw new AppError(
          'too_complex',
          `The RTF file nests more than ${maxDepth} groups, which no real document does.`,
        )
      }
      groups.push({ ...top(), isOptional: false, isField: false, isFresh: true })
    },
    close: () => closeGroup(state),
    word: (name, value) => takeWord(state, name, value),
    byte: (value) => takeBytes(state, [value]),
    text: (text) => takePlain(state, text),
  })
  state.bytes.flush()
  return { drafts: paragraphs.finish(), title: state.title }
}

function outermost(): Group {
  return {
    destination: 'text',
    isOptional: false,
    isField: false,
    isFresh: true,
    fallback: 1,
    font: -1,
    isUnseen: false,
    isForRtf: false,
  }
}

function closeGroup(state: State): void {
  state.bytes.flush()
  state.toSkip = 0
  if (state.groups.length === 1) return
  const closed = state.groups.pop()
  const around = state.groups.at(-1)
  if (closed === undefined || around === undefined) return
  if (closed.isField) state.paragraphs.closeField()
  if (closed.destination === around.destination) return
  if (closed.destination === 'note') state.paragraphs.closeAside()
  else if (closed.destination === 'label') state.paragraphs.closeLabel()
}

function takeWord(state: State, name: string, value: number | null): void {
  const group = state.groups.at(-1)
  if (group === undefined) return
  if (name === '*') {
    group.isOptional = true
    return
  }
  const became = destinationOf(name, group)
  group.isFresh = false
  if (became !== null) return enter(state, group, became)
  if (name === 'u') return takeUnicode(state, group, value ?? 0)
  state.bytes.flush()
  state.toSkip = 0
  if (name === 'uc') group.fallback = Math.min(Math.max(value ?? 1, 0), 10)
  else if (name === 'ansicpg') state.fonts.setPage(value ?? 1_252)
  else if (name === 'mac' || name === 'pc' || name === 'pca') state.fonts.setPage(oldPages[name])
  else if (name === 'htmlrtf') group.isForRtf = value !== 0
  else if (name === 'v' || name === 'deleted') group.isUnseen = value !== 0
  else if (name === 'plain') group.isUnseen = false
  else if (group.destination === 'fonts') state.fonts.word(name, value)
  else if (group.destination === 'styles') state.styles.word(name, value)
  else if (group.destination !== 'skipped') takeTextWord(state, group, name, value)
}

const oldPages = { mac: 10_000, pc: 437, pca: 850 } as const

function enter(state: State, group: Group, destination: Group['destination']): void {
  state.bytes.flush()
  if (!readsInside(group.destination, destination)) return
  if (destination === 'note' && group.destination !== 'note') state.paragraphs.openAside()
  else if (destination === 'instruction') state.paragraphs.openInstruction()
  group.destination = destination
}

function takeTextWord(state: State, group: Group, name: string, value: number | null): void {
  if (name === 'f') group.font = value ?? 0
  else if (name === 'field') group.isField = true
  // What frames a table inside a cell is nothing to the table around it.
  if (group.isForRtf || (group.destination === 'table-frame' && name !== 'nestrow')) return
  const character = Object.hasOwn(characters, name) ? characters[name] : undefined
  if (character !== undefined) write(state, character)
  else if (group.destination !== 'label') state.paragraphs.word(name, value)
  if (name === 'plain') group.font = -1
}

function takeUnicode(state: State, group: Group, value: number): void {
  state.bytes.flush()
  write(state, String.fromCharCode(value & 0xffff))
  state.toSkip = group.fallback
}

function takePlain(state: State, text: string): void {
  const kept = text.slice(state.toSkip)
  state.toSkip = Math.max(0, state.toSkip - text.length)
  if (kept === '') return
  // Nearly all text is plain ASCII.
  // oxlint-disable-next-line no-control-regex -- ASCII is what is looked for
  if (/^[\u0000-\u007F]*$/.test(kept) && state.bytes.isEmpty()) {
    write(state, kept)
    return
  }
  takeBytes(state, Buffer.from(kept, 'latin1'))
}

function takeBytes(state: State, values: Iterable<number>): void {
  const group = state.groups.at(-1)
  if (group !== undefined) group.isFresh = false
  const page = state.fonts.pageOf(group?.font ?? -1)
  for (const value of values) {
    if (state.toSkip > 0) state.toSkip--
    else state.bytes.add(value, page)
  }
}

function write(state: State, text: string): void {
  const group = state.groups.at(-1)
  if (group === undefined) return
  group.isFresh = false
  const { destination } = group
  if (destination === 'styles') state.styles.text(text)
  else if (destination === 'title') {
    if (state.title.length < maxTitleChars) state.title += text
  } else if (destination === 'instruction') state.paragraphs.instruct(text)
  else if (group.isUnseen || group.isForRtf) return
  else if (destination === 'label') state.paragraphs.label(text)
  else if (destination === 'text' || destination === 'note') state.paragraphs.write(text)
}
