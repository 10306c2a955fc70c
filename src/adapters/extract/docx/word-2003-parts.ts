import { readXmlFile } from '../containers/read-xml.ts'
import { numberFormatOf } from '../layout/number-format.ts'
import { createPartWriter } from './part-writer.ts'
import type { PartWriter } from './part-writer.ts'

type Attributes = Readonly<Record<string, string>>

/** What a document of Word is made of beside its text, and the part of a package that holds it. */
const sections: Readonly<Partial<Record<string, readonly [part: string, root: string]>>> = {
  'w:body': ['word/document.xml', 'w:document'],
  'w:styles': ['word/styles.xml', 'w:styles'],
  'w:lists': ['word/numbering.xml', 'w:numbering'],
  'o:DocumentProperties': ['docprops/core.xml', 'cp:coreProperties'],
}
/** The root is the first. */
const sectionDepth = 2

/** What both call differently. */
const renamed: Readonly<Partial<Record<string, string>>> = {
  'o:Title': 'dc:title',
  'w:listPr': 'w:numPr',
  'w:ilfo': 'w:numId',
  'w:listDef': 'w:abstractNum',
  'w:list': 'w:num',
  'w:ilst': 'w:abstractNumId',
  'w:listStyleLink': 'w:numStyleLink',
  'w:vmerge': 'w:vMerge',
}
const renamedAttributes: Readonly<Partial<Record<string, string>>> = {
  'w:listDefId': 'w:abstractNumId',
  'w:ilfo': 'w:numId',
}

/** Pictures and objects, as letters. */
const leftOut = new Set(['w:binData', 'w:docOleData', 'w:docSuppData'])
/** Notes stand where they are referred to, with their text: the part that holds them in a package, and how it is referred to. */
const notes: Readonly<Partial<Record<string, readonly [part: string, root: string, reference: string]>>> = {
  'w:footnote': ['word/footnotes.xml', 'w:footnotes', 'w:footnoteReference'],
  'w:endnote': ['word/endnotes.xml', 'w:endnotes', 'w:endnoteReference'],
  'w:comment': ['word/comments.xml', 'w:comments', 'w:commentReference'],
}
const margins: Readonly<Partial<Record<string, 'header' | 'footer'>>> = { 'w:hdr': 'header', 'w:ftr': 'footer' }
/** What a change was; of everything else that is marked so the content counts, as that of insertions. */
const annotations: Readonly<Partial<Record<string, string>>> = {
  'Word.Deletion': 'w:del',
  'Word.Formatting': 'w:rPrChange',
  'Word.Numbering': 'w:pPrChange',
  'Word.Comment': 'w:comment',
}

interface State {
  readonly parts: Map<string, PartWriter>
  readonly names: Map<PartWriter, string>
  /** The part that is written, inside of notes and margins another one; null between sections. */
  readonly writers: (PartWriter | null)[]
  /** One for each open element: what ends with it. */
  readonly open: (() => void)[]
  /** How many of the open elements are inside of something that is left out, or are it. */
  skipped: number
  /** Notes, links and margins, all in one row of numbers. */
  count: number
}

/**
 * A document that Word 2003 wrote as XML (WordprocessingML, `w:wordDocument`) as the parts of a package by their names, so that it is read
 * as every other one: both have nearly the same elements, but notes, headers, lists and styles stand in one piece here. Pictures are
 * left out. A part of what is damaged is damaged too.
 * @throws AppError `corrupt_file`, `too_complex`
 */
export function partsOfWord2003(file: Uint8Array, format: string): ReadonlyMap<string, Uint8Array> {
  const state: State = { parts: new Map(), names: new Map(), writers: [null], open: [], skipped: 0, count: 0 }
  const { damaged } = readXmlFile(file, format, {
    open: (name, attributes) => void state.open.push(openElement(state, name, attributes)),
    close: () => state.open.pop()?.(),
    text(text) {
      if (state.skipped === 0) state.writers.at(-1)?.text(text)
    },
  })
  return new Map([...state.parts].map(([name, writer]) => [name, writer.finish(damaged)]))
}

const nothing = (): void => undefined

/** Returns what ends with the element. */
function openElement(state: State, name: string, attributes: Attributes): () => void {
  if (state.skipped > 0 || leftOut.has(name)) {
    state.skipped++
    return () => void state.skipped--
  }
  if (state.open.length + 1 === sectionDepth) {
    const section = sections[name]
    return section === undefined ? nothing : into(state, partOf(state, ...section))
  }
  const writer = state.writers.at(-1) ?? null
  if (writer === null) return nothing
  const margin = margins[name]
  if (margin !== undefined) return openMargin(state, margin, name)
  if (notes[name] !== undefined) return openNote(state, writer, name, attributes)
  if (name === 'aml:content') return nothing
  if (name === 'aml:annotation') {
    const change = annotations[attributes['w:type'] ?? '']
    if (change === undefined) return nothing
    return change === 'w:comment' ? openNote(state, writer, change, attributes) : writer.element(change, {})
  }
  if (name === 'w:hlink') return openLink(state, writer, attributes)
  if (name === 'w:nfc') {
    return writer.element('w:numFmt', { 'w:val': numberFormatOf(Number(attributes['w:val'])) })
  }
  if (name === 'w:name') return writer.element(name, { 'w:val': styleName(attributes['w:val'] ?? '') })
  return writer.element(renamed[name] ?? name, attributes, renamedAttributes)
}

/** LibreOffice writes blanks and other signs by their numbers: `Heading_20_1`. */
function styleName(name: string): string {
  return name.replace(/_([0-9a-f]{2})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function partOf(state: State, name: string, root: string): PartWriter {
  const known = state.parts.get(name)
  if (known !== undefined) return known
  const part = createPartWriter(root)
  state.parts.set(name, part)
  state.names.set(part, name)
  return part
}

/** What is written until the end of an element goes into another part. */
function into({ writers }: State, part: PartWriter, end: () => void = nothing): () => void {
  writers.push(part)
  return () => {
    end()
    writers.pop()
  }
}

function openNote(state: State, writer: PartWriter, name: string, attributes: Attributes): () => void {
  const note = notes[name]
  if (note === undefined) return nothing
  const [part, root, reference] = note
  const id = { 'w:id': String(++state.count) }
  writer.element(reference, id)()
  const target = partOf(state, part, root)
  const author = attributes['aml:author']
  return into(state, target, target.element(name, author === undefined ? id : { ...id, 'w:author': author }))
}

function openMargin(state: State, margin: 'header' | 'footer', root: string): () => void {
  const number = ++state.count
  relate(state, 'word/document.xml', number, { Type: margin, Target: `${margin}${number}.xml` })
  return into(state, partOf(state, `word/${margin}${number}.xml`, root))
}

function openLink(state: State, writer: PartWriter, attributes: Attributes): () => void {
  const number = ++state.count
  const part = state.names.get(writer) ?? ''
  relate(state, part, number, { Type: 'hyperlink', Target: attributes['w:dest'] ?? '', TargetMode: 'External' })
  return writer.element('w:hyperlink', { 'r:id': String(number) })
}

function relate(state: State, part: string, number: number, attributes: Attributes): void {
  const relations = partOf(state, `${part.replace('word/', 'word/_rels/')}.rels`, 'Relationships')
  relations.element('Relationship', { Id: String(number), ...attributes })()
}
