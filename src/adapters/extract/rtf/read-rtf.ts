import { AppError } from '../../../domain/errors.ts'
import type { Draft } from '../layout/draft.ts'
import { createByteText } from './byte-text.ts'
import type { ByteText } from './byte-text.ts'
import { createMarginLines } from '../layout/margin-lines.ts'
import type { MarginLines } from '../layout/margin-lines.ts'
import { pictureWords } from '../layout/picture-words.ts'
import { symbolLetter, withSymbols } from '../layout/symbol-letters.ts'
import { fewestLifted } from '../layout/raised-text.ts'
import { createFormField } from './form-field.ts'
import type { FormField } from './form-field.ts'
import { destinationOf, isMargin, isText, readsInside } from './rtf-group.ts'
import type { Group } from './rtf-group.ts'
import { createParagraphs } from './rtf-paragraphs.ts'
import type { ParagraphProperties, Paragraphs } from './rtf-paragraphs.ts'
import { createRtfLists } from './rtf-lists.ts'
import type { RtfLists } from './rtf-lists.ts'
import { createStyles } from './rtf-styles.ts'
import type { Styles } from './rtf-styles.ts'
import { createFonts } from './rtf-fonts.ts'
import type { Fonts } from './rtf-fonts.ts'
import { readRtfTokens } from './rtf-tokens.ts'

export interface RtfText {
  readonly drafts: readonly Draft[]
  /** As the file states it; empty when it does not. */
  readonly title: string
  /** Letters that are there and are not shown. */
  readonly hiddenLetters: number
}

/** Word nests some tens of groups. */
const maxDepth = 1_000
const maxTitleChars = 1_000
/** Half points, where `\up` has no number. */
const usualLift = 6

/** Words that stand for a character. */
const characters: Readonly<Record<string, string>> = {
  line: '\n',
  softline: '\n',
  lbr: '\n',
  column: '\n',
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
  readonly lists: RtfLists
  /** Where text goes: those of the document, or of the margin that is open. */
  paragraphs: Paragraphs
  readonly body: Paragraphs
  readonly spend: (chars: number) => void
  readonly margins: { readonly header: MarginLines; readonly footer: MarginLines }
  readonly form: FormField
  title: string
  /** The property of a picture whose value follows. */
  property: string
  /** Who made the next remark. */
  author: string
  hiddenLetters: number
  /** Characters that still stand for the `\u` before them. */
  toSkip: number
}

/** The blocks of Rich Text; `source` holds a byte a character. @param spend throws when text is too much for the file */
export function readRtf(source: string, spend: (chars: number) => void): RtfText {
  const styles = createStyles()
  const fonts = createFonts()
  const lists = createRtfLists()
  const paragraphs = createParagraphs(spend, { levelOf: (style) => styles.level(style), labels: lists.labels })
  const first = outermost(paragraphs.properties())
  const groups = [first]
  const top = (): Group => groups.at(-1) ?? first
  const state: State = {
    groups,
    bytes: createByteText((text) => write(state, text)),
    fonts,
    styles,
    lists,
    paragraphs,
    body: paragraphs,
    spend,
    margins: { header: createMarginLines(), footer: createMarginLines() },
    form: createFormField(),
    title: '',
    property: '',
    author: '',
    hiddenLetters: 0,
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
      const paragraph = state.paragraphs.properties()
      groups.push({ ...top(), isOptional: false, isField: false, isFresh: true, paragraph })
    },
    close: () => closeGroup(state),
    word: (name, value) => takeWord(state, name, value),
    byte: (value) => takeBytes(state, [value]),
    text: (text) => takePlain(state, text),
  })
  state.bytes.flush()
  const { header, footer } = state.margins
  const drafts = [...header.lines, ...paragraphs.finish(), ...footer.lines]
  return { drafts, title: state.title, hiddenLetters: state.hiddenLetters }
}

function outermost(paragraph: ParagraphProperties): Group {
  return {
    destination: 'text',
    isOptional: false,
    isField: false,
    isFresh: true,
    fallback: 1,
    font: -1,
    isHidden: false,
    isDeleted: false,
    isStruck: false,
    isRaised: false,
    isForRtf: false,
    paragraph,
  }
}

function closeGroup(state: State): void {
  state.bytes.flush()
  state.toSkip = 0
  if (state.groups.length === 1) return
  const closed = state.groups.pop()
  const around = state.groups.at(-1)
  if (closed === undefined || around === undefined) return
  const { destination, paragraph } = closed
  state.paragraphs.restore(paragraph)
  if (closed.isField) state.paragraphs.closeField(state.form.take())
  if (destination === 'choice') state.form.endChoice()
  if (destination === around.destination) return
  if (destination === 'note' || destination === 'remark') state.paragraphs.closeAside()
  else if (destination === 'label') state.paragraphs.closeLabel()
  else if (isMargin(destination)) {
    state.margins[destination].add(state.paragraphs.finish())
    state.paragraphs = state.body
  }
}

/** What holds for the rest of the group. True for a word of that kind. */
function takeSetting({ fonts }: State, group: Group, name: string, value: number | null): boolean {
  if (name === 'uc') group.fallback = Math.min(Math.max(value ?? 1, 0), 10)
  else if (name === 'ansicpg') fonts.setPage(value ?? 1_252)
  else if (name === 'mac' || name === 'pc' || name === 'pca') fonts.setPage(oldPages[name])
  else if (name === 'htmlrtf') group.isForRtf = value !== 0
  else if (name === 'v') group.isHidden = value !== 0
  else if (name === 'deleted') group.isDeleted = value !== 0
  else if (name === 'strike' || name === 'striked') group.isStruck = value !== 0
  else if (name === 'super') group.isRaised = value !== 0
  else if (name === 'up') group.isRaised = (value ?? usualLift) >= fewestLifted
  else if (name === 'sub' || name === 'nosupersub') group.isRaised = false
  else if (name === 'plain') {
    group.isHidden = false
    group.isDeleted = false
    group.isStruck = false
    group.isRaised = false
    group.font = -1
  } else return false
  return true
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
  if (takeSetting(state, group, name, value)) return
  if (group.destination === 'fonts') state.fonts.word(name, value)
  else if (group.destination === 'styles') state.styles.word(name, value)
  else if (group.destination === 'form') state.form.word(name, value)
  else if (group.destination === 'lists') state.lists.word(name, value)
  else if (group.destination !== 'skipped') takeTextWord(state, group, name, value)
}

const oldPages = { mac: 10_000, pc: 437, pca: 850 } as const

function enter(state: State, group: Group, destination: Group['destination']): void {
  state.bytes.flush()
  if (!readsInside(group.destination, destination)) return
  if (destination === 'note' && group.destination !== 'note') state.paragraphs.openAside()
  else if (destination === 'remark') openRemark(state)
  else if (isMargin(destination)) {
    const { styles, lists } = state
    state.paragraphs = createParagraphs(state.spend, { levelOf: (style) => styles.level(style), labels: lists.labels })
  } else if (destination === 'instruction') state.paragraphs.openInstruction()
  group.destination = destination
}

/** A remark is no part of what the document says, so it is shown as one. */
function openRemark(state: State): void {
  const author = state.author.trim()
  state.author = ''
  state.paragraphs.openAside(author === '' ? '[💬] ' : `[💬 ${author}] `)
}

function takeTextWord(state: State, group: Group, name: string, value: number | null): void {
  if (name === 'f') group.font = value ?? 0
  else if (name === 'field') group.isField = true
  // What frames a table inside a cell is nothing to the table around it.
  if (group.isForRtf || (group.destination === 'table-frame' && name !== 'nestrow')) return
  const character = Object.hasOwn(characters, name) ? characters[name] : undefined
  if (character !== undefined) write(state, character)
  else if (group.destination !== 'label') state.paragraphs.word(name, value)
}

function takeUnicode(state: State, group: Group, value: number): void {
  state.bytes.flush()
  const code = value & 0xffff
  const letter = String.fromCharCode(code)
  const signs = state.fonts.signsOf(group.font)
  const isSign = code >= 0xf020 && code <= 0xf0ff
  write(state, isSign ? (symbolLetter(signs ?? '', code) ?? withSymbols(letter)) : letter)
  state.toSkip = group.fallback
}

function takePlain(state: State, text: string): void {
  const kept = text.slice(state.toSkip)
  state.toSkip = Math.max(0, state.toSkip - text.length)
  if (kept === '') return
  if (state.fonts.signsOf(state.groups.at(-1)?.font ?? -1) !== null)
    return takeBytes(state, Buffer.from(kept, 'latin1'))
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
  const signs = state.fonts.signsOf(group?.font ?? -1)
  for (const value of values) {
    if (state.toSkip > 0) state.toSkip--
    else if (signs !== null && group?.destination !== 'label' && group?.destination !== 'fonts')
      write(state, symbolLetter(signs, value) ?? String.fromCharCode(value))
    else state.bytes.add(value, page)
  }
}

/** What a picture shows, for those who do not see it. */
function describe(state: State, text: string): void {
  const said = state.property === 'wzDescription' ? pictureWords(text) : ''
  if (said !== '') state.paragraphs.write(` ${said} `)
}

/** What is there and holds no longer, and what another form of the text says. */
function isLeftOut({ isDeleted, isStruck, isForRtf }: Group): boolean {
  return isDeleted || isStruck || isForRtf
}

function write(state: State, text: string): void {
  const group = state.groups.at(-1)
  if (group === undefined) return
  group.isFresh = false
  const { destination } = group
  if (destination === 'styles') state.styles.text(text)
  else if (destination === 'fonts') state.fonts.text(text)
  else if (destination === 'list-label') state.lists.pattern(text)
  else if (destination === 'property') state.property = text.trim()
  else if (destination === 'value') describe(state, text)
  else if (destination === 'title') {
    if (state.title.length < maxTitleChars) state.title += text
  } else if (destination === 'instruction') state.paragraphs.instruct(text)
  else if (destination === 'author') state.author += text.slice(0, 200)
  else if (destination === 'choice') state.form.choice(text)
  else if (isLeftOut(group)) return
  else if (group.isHidden) {
    if (isText(destination)) state.hiddenLetters += text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  } else if (destination === 'label') state.paragraphs.label(text)
  else if (isText(destination)) {
    if (group.isRaised) state.paragraphs.raise(text)
    else state.paragraphs.write(text)
  }
}
