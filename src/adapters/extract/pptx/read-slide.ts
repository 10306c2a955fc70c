import type { Relation } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import { firstAlternative } from '../containers/first-alternative.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { linkTargetText } from '../layout/link-target.ts'
import type { Draft } from '../layout/draft.ts'
import { createMathReader } from '../docx/docx-math.ts'
import type { MathReader } from '../docx/docx-math.ts'
import { pictureWords } from '../layout/picture-words.ts'
import { raisedText } from '../layout/raised-text.ts'
import { inSignFont, isSignFont } from '../layout/symbol-letters.ts'
import { addDrafts, openShape } from './shape.ts'
import type { Shape } from './shape.ts'
import { createTableBuilder } from '../layout/table-builder.ts'

export interface Slide {
  readonly drafts: readonly Draft[]
  /** What stands at the foot of the slide, as of most others. */
  readonly footer: readonly Draft[]
  readonly isHidden: boolean
  readonly damaged: boolean
}

export interface SlideOptions {
  readonly relationships: ReadonlyMap<string, Relation>
  /** Of a page of notes only the notes and boxes beside them are read: the rest repeats the slide. */
  readonly isNotes: boolean
}

/** What a cell costs beside its characters. */
const charsPerCell = 2
const repeated = new Set(['dt', 'ftr', 'hdr', 'sldNum', 'sldImg'])
const footers = new Set(['ftr', 'hdr'])

interface State {
  readonly options: SlideOptions
  readonly spend: (chars: number) => void
  readonly shapes: Shape[]
  /** Open shapes, innermost last. */
  readonly open: Shape[]
  isHidden: boolean
  inText: boolean
  /** The open cell of a table is covered by another. */
  isCovered: boolean
  /** Target of the link that the open run is, and the words of the run. */
  link: string | null
  words: string
  /** The open run is printed raised. */
  raised: boolean
  /** It is struck through: it holds no longer. */
  struck: boolean
  /** The font of the open run where it has signs for letters, and the one of what are no letters in it. */
  font: string
  signFont: string
  math: { readonly reader: MathReader; depth: number } | null
}

/** The text of one slide, or of its notes, its title first. */
export function readSlide(archive: ZipArchive, part: string, options: SlideOptions): Slide {
  const state: State = {
    options,
    spend: archive.budget.spend,
    shapes: [],
    open: [],
    isHidden: false,
    inText: false,
    isCovered: false,
    link: null,
    words: '',
    raised: false,
    struck: false,
    font: '',
    signFont: '',
    math: null,
  }
  const handler = {
    open: (name: string, attributes: Readonly<Record<string, string>>) => openElement(state, name, attributes),
    close: (name: string) => closeElement(state, name),
    text(text: string) {
      if (state.math !== null) state.math.reader.text(text)
      else if (state.inText) writeRun(state, text)
    },
  }
  const { damaged } = readXml(archive, part, firstAlternative(handler))
  const kept = state.shapes.filter((shape) => isRead(shape, options))
  const drafts: Draft[] = []
  for (const shape of kept.toSorted((a, b) => Number(isTitle(b)) - Number(isTitle(a)))) addDrafts(shape, drafts)
  const footer: Draft[] = []
  for (const shape of state.shapes) if (isFooter(shape, options)) addDrafts(shape, footer)
  for (let block = 0; block < drafts.length + footer.length; block++) archive.budget.spendBlock()
  return { drafts, footer, isHidden: state.isHidden, damaged }
}

function isRead({ placeholder, isHidden, paragraphs }: Shape, { isNotes }: SlideOptions): boolean {
  // Some programs write the number of the page of notes into a box of its own.
  const hasWords = (): boolean => paragraphs.some(({ text }) => /\p{L}/u.test(text))
  if (isNotes) return placeholder === 'body' || (placeholder === null && !isHidden && hasWords())
  return !isHidden && (placeholder === null || !repeated.has(placeholder))
}

function isFooter({ placeholder, isHidden }: Shape, { isNotes }: SlideOptions): boolean {
  return !isNotes && !isHidden && placeholder !== null && footers.has(placeholder)
}

function isTitle({ placeholder }: Shape): boolean {
  return placeholder === 'title' || placeholder === 'ctrTitle'
}

function openElement(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  const shape = state.open.at(-1)
  if (state.math !== null) {
    state.math.depth++
    state.math.reader.open(name, attributes)
  } else if (name === 'm:oMath') state.math = { reader: createMathReader(), depth: 1 }
  else if (name === 'p:sld') state.isHidden = /^(?:0|false)$/.test(attributes['show'] ?? '')
  else if (name === 'p:sp' || name === 'p:graphicFrame' || name === 'p:pic') {
    const opened = openShape(name === 'p:sp')
    state.shapes.push(opened)
    state.open.push(opened)
  } else if (shape !== undefined) openInShape(state, shape, name, attributes)
}

function openInShape(state: State, shape: Shape, name: string, attributes: Readonly<Record<string, string>>): void {
  if (name === 'p:ph') shape.placeholder = attributes['type'] ?? 'body'
  else if (name === 'p:cNvPr') {
    shape.isHidden = attributes['hidden'] === '1'
    if (!shape.holdsText) shape.description = pictureWords(attributes['descr'] ?? '')
  } else if (openFrame(state, shape, name, attributes)) return
  else if (name === 'a:p') shape.paragraph = { text: '', level: 0, mark: null, numbers: '', start: 1 }
  else if (name === 'a:t') state.inText = true
  else if (name === 'a:br') write(state, '\n')
  else if (!openRun(state, name, attributes)) readMark(shape, name, attributes)
}

/** True when the element begins a run or says how it looks. */
function openRun(state: State, name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (name === 'a:r' || name === 'a:fld') {
    state.link = null
    state.words = ''
    state.raised = false
    state.struck = false
    state.font = ''
    state.signFont = ''
  } else if (name === 'a:rPr') {
    state.raised = Number(attributes['baseline'] ?? 0) > 0
    state.struck = /^(?:sng|dbl)Strike$/.test(attributes['strike'] ?? '')
  } else if (name === 'a:latin' || name === 'a:sym') {
    const { typeface = '' } = attributes
    if (isSignFont(typeface)) state[name === 'a:sym' ? 'signFont' : 'font'] = typeface
  } else if (name === 'a:hlinkClick')
    state.link = state.options.relationships.get(attributes['r:id'] ?? '')?.target ?? null
  else return false
  return true
}

/** True when the element belongs to the frame of a table. */
function openFrame(state: State, shape: Shape, name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (name === 'a:tbl') openTable(shape)
  else if (name === 'a:tblPr') shape.hasHead = /^(?:1|true)$/.test(attributes['firstRow'] ?? '')
  else if (name === 'a:tr') openRow(shape)
  else if (name === 'a:tc') openCell(state, shape, attributes)
  else return false
  return true
}

function openTable(shape: Shape): void {
  shape.table = createTableBuilder((draft) => shape.drafts.push(draft))
  shape.table.openTable()
}

function openRow(shape: Shape): void {
  shape.table?.openRow()
  if (shape.hasHead) shape.table?.markRow({ isHead: true })
  shape.hasHead = false
}

/** What a merged cell covers is there too, empty, and says so. */
function openCell(state: State, { table }: Shape, attributes: Readonly<Record<string, string>>): void {
  const { hMerge, vMerge, gridSpan = '1', rowSpan = '1' } = attributes
  state.isCovered = hMerge === '1' || vMerge === '1'
  if (state.isCovered) return
  state.spend(charsPerCell)
  table?.openCell()
  table?.spanCell({ columns: Number(gridSpan) || 1, rows: Number(rowSpan) || 1 })
}

/** What stands before a paragraph; the marks of styles stand outside of paragraphs. */
function readMark({ paragraph }: Shape, name: string, attributes: Readonly<Record<string, string>>): void {
  if (paragraph === null) return
  if (name === 'a:pPr') paragraph.level = Number(attributes['lvl'] ?? 0) || 0
  else if (name === 'a:buNone') paragraph.mark = 'none'
  else if (name === 'a:buChar' || name === 'a:buBlip') paragraph.mark = 'bullet'
  else if (name === 'a:buAutoNum') {
    paragraph.mark = 'number'
    paragraph.numbers = attributes['type'] ?? ''
    paragraph.start = Number(attributes['startAt'] ?? 1) || 1
  }
}

function writeRun(state: State, text: string): void {
  if (state.struck) return
  const before = state.open.at(-1)?.paragraph?.text ?? ''
  // PowerPoint goes on naming the font of an arrow for the words behind it.
  const font = state.font === '' && !/^[ -~]*$/u.test(text) ? state.signFont : state.font
  write(state, state.raised ? raisedText(text, before) : inSignFont(text, font))
}

function write(state: State, text: string): void {
  const paragraph = state.open.at(-1)?.paragraph
  if (paragraph === null || paragraph === undefined) return
  state.spend(text.length)
  paragraph.text += text
  state.words += text
}

function closeElement(state: State, name: string): void {
  if (state.math !== null) return closeInMath(state, state.math, name)
  const shape = state.open.at(-1)
  if (shape === undefined) return
  if (name === 'a:t') state.inText = false
  else if (name === 'a:r' && state.link !== null) {
    if (!state.struck) write(state, linkTargetText(state.link, state.words))
    state.link = null
  } else if (name === 'a:p') closeParagraph(shape)
  else if (name === 'p:sp' || name === 'p:graphicFrame' || name === 'p:pic') state.open.pop()
  else if (name === 'a:tc') shape.table?.closeCell()
  else if (name === 'a:tr') shape.table?.closeRow()
  else if (name === 'a:tbl') shape.table?.closeTable()
}

function closeInMath(state: State, math: NonNullable<State['math']>, name: string): void {
  math.depth--
  if (math.depth > 0) return math.reader.close(name)
  state.math = null
  write(state, math.reader.finish())
}

function closeParagraph(shape: Shape): void {
  const { paragraph, table } = shape
  shape.paragraph = null
  if (paragraph === null || paragraph.text.trim() === '') return
  if (table === null) shape.paragraphs.push(paragraph)
  else if (table.inCell()) table.add({ kind: 'paragraph', text: paragraph.text })
}
