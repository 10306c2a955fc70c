import type { Draft } from '../layout/draft.ts'
import { withoutData } from '../layout/embedded-data.ts'
import { areFields, beginsField, isFieldLine } from '../layout/field-line.ts'
import { isNumberedLine } from '../layout/numbered-line.ts'
import { headingLevel } from '../layout/heading-rule.ts'
import { hadRoom, wrapWidth } from '../layout/wrap-width.ts'
import { isCutWord, joinWrapped } from './join-wrapped.ts'
import { isNextRecord, recordRows, recordsOf } from './labelled-records.ts'
import type { LabelledRecord } from './labelled-records.ts'
import { optionDrafts } from './option-lists.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import { markupTables } from './markup-tables.ts'
import { plainTable, tableBetween } from './plain-tables.ts'
import { hasInnerPipes, isRule, partsOf, underlinedLevel } from './ruled-lines.ts'
import { splitLines } from './split-lines.ts'
import { isStanza } from './stanza.ts'

const bullet = /^\s*(?:[•·▪◦‣●○■*+–—-]\s+|\(?\d{1,3}[.)][-–]?\s+|\(?[a-zñ][.)][-–]?\s+)\S/iu
/** What stands before the words of an item, or before the value of a label: the rest of them may be set below their beginning. */
const hanging = /^\s*(?:[•·▪◦‣●○■*+–—-]|\(?\w{1,3}[.)][-–]?|\p{L}[^:]{0,60}:)\s+/u
/** Two lines of a letter are too few to tell a width; a line of so many signs that goes on with a small letter is wrapped. */
const surelyWrapped = 60
/** A sentence, or what leads in what follows. Wrapped text has such lines, too, but only full ones. */
const endsStatement = /[.:!?)»"”]\s*$/u
/** A line of a chat, a log or a diary begins with its date or its time. */
const record =
  /^\s*[[(<]?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}\/\d{1,2}|\d{1,2}:\d{2}(?::\d{2})?)(?=[\s,;\])>-]|T\d)/u
/** One line in a frame. */
const framed = /^\s*[│┃║]([^|│┃║]*)[│┃║]\s*$/u
/** A letter has one date; with two such lines a block is a list of records, of no more than so many lines each. */
const fewestRecords = 2
const mostRecordLines = 30
/** A hyphen at the end of one line may be a dash; in a text with more of them it is none. */
const fewestCuts = 2
/** A larger block is text, however its lines look. */
const mostTableLines = 20_000

/**
 * Blocks of plain text. Paragraphs are divided by empty lines; inside, wrapped lines are joined when the text is wrapped at
 * a width and the line above is nearly that long, otherwise every line stands alone. Lines set in columns are a table.
 * `mayHaveTitle`: its first line may be its title, as that of a mail never is. `width`: at which the text is wrapped that this is
 * a part of.
 */
export function plainDrafts(
  text: string,
  { mayHaveTitle = true, width: known }: { readonly mayHaveTitle?: boolean; readonly width?: number | null } = {},
): Draft[] {
  const lines = splitLines(withoutData(text))
  const width = known === undefined ? wrapWidth(lines) : known
  const fewest = width === null && cutsOf(lines) >= fewestCuts ? 1 : fewestCuts
  const drafts: Draft[] = []
  let block: string[] = []
  let records: LabelledRecord[] = []
  const flushRecords = (): void => {
    const kept = recordRows(records) ?? records.flatMap(({ lines: said }) => blockDrafts(said, width, fewest))
    for (const draft of kept) drafts.push(draft)
    records = []
  }
  const flush = (): void => {
    if (block.length === 0) return
    const own = recordsOf(block)
    const [one] = own ?? []
    if (one === undefined || !isNextRecord(records, one)) flushRecords()
    if (own !== null) records.push(...own)
    else for (const draft of blockDrafts(block, width, fewest)) drafts.push(draft)
    block = []
  }
  const take = (line: string): void => {
    if (line.trim() === '') flush()
    else block.push(line)
  }
  let after = 0
  for (const { from, to, rows } of markupTables(lines, { oneLine: false })) {
    for (const line of lines.slice(after, from)) take(line)
    flush()
    flushRecords()
    for (const draft of tableDrafts(rows)) drafts.push(draft)
    after = to
  }
  for (const line of lines.slice(after)) take(line)
  flush()
  flushRecords()
  const settled = withItems(drafts)
  return mayHaveTitle ? withTitle(settled) : settled
}

/** What could be headings with nothing between them are items of a list, such as one for shopping: "1. LECHE", "2. HUEVOS". */
function withItems(drafts: Draft[]): Draft[] {
  const mayBeItem = (draft: Draft | undefined): boolean =>
    draft?.kind === 'paragraph' && /^\d{1,3}[.)] /u.test(draft.text) && headingLevel(draft.text) !== null
  return drafts.map((draft, at) =>
    mayBeItem(draft) && (mayBeItem(drafts[at - 1]) || mayBeItem(drafts[at + 1]))
      ? { ...draft, kind: 'list-item' }
      : draft,
  )
}

/** A block without an empty line, which may be a table or have one in it. */
function blockDrafts(block: readonly string[], width: number | null, fewest: number): Draft[] {
  if (block.length > mostTableLines) return paragraphs(block, width ?? cutWidth(block, fewest))
  if (width === null && isStanza(block))
    return [{ kind: 'paragraph', text: block.map((line) => line.trim()).join('\n') }]
  const asText = (part: readonly string[]): Draft[] => paragraphs(part, width ?? cutWidth(part, fewest))
  const options = optionDrafts(block, asText)
  if (options !== null) return [...options]
  return partsOf(block).flatMap((part) => plainTable(part) ?? tableBetween(part, asText) ?? asText(part))
}

function paragraphs(lines: readonly string[], width: number | null): Draft[] {
  const drafts: Draft[] = []
  let open: string[] = []
  const flush = (): void => {
    const [first] = open
    if (first !== undefined) drafts.push(toDraft(joinWrapped(open), first, lines.length === 1))
    open = []
  }
  const isOfFields = areFields(lines)
  const isOfRecords = lines.filter((line) => record.test(line)).length >= fewestRecords
  for (const line of lines) {
    const last = open.at(-1)
    if (isRule(line)) {
      const level = open.length === 1 && last !== undefined ? underlinedLevel(last, line) : null
      if (level === null) flush()
      else drafts.push({ kind: 'heading', level, text: (last ?? '').trim() })
      open = []
      continue
    }
    const joins =
      last !== undefined &&
      !startsBlock(line) &&
      !isNextField(open, line) &&
      !(isOfFields && beginsField(last, line)) &&
      !hasInnerPipes(last) &&
      !hasInnerPipes(line) &&
      (isOfRecords ? goesOnRecord(open, line) : isWrapped(last, line, width) || hangsBelow(open[0] ?? '', line))
    if (!joins) flush()
    open.push(line)
  }
  flush()
  return drafts
}

function isWrapped(last: string, line: string, width: number | null): boolean {
  if (width === null)
    return last.trimEnd().length >= surelyWrapped && !/[.:;!?]$/u.test(last.trimEnd()) && /^\p{Ll}/u.test(line)
  if (isCutWord(last, line)) return true
  if (last.trimEnd().length < width * 0.6) return false
  const isOfItsOwn = endsStatement.test(last) || !/\p{Ll}/u.test(last)
  return !isOfItsOwn || !hadRoom(last, line, width) || /^\s*\p{Ll}/u.test(line)
}

/** Whether a line is set below the words of an item or of a label's value, as its rest is; a field below an item is said of it, but no rest. */
function hangsBelow(first: string, line: string): boolean {
  const before = hanging.exec(first)?.[0].length ?? 0
  if (bullet.test(first) && isFieldLine(line.trim())) return false
  return before > 0 && Math.abs(indentOf(line) - before) <= 1 && !/\S {2,}\S/u.test(line)
}

/** What follows a record up to the next one belongs to it, but nothing that is set to the left of it: the next day above its hours. */
function goesOnRecord(open: readonly string[], line: string): boolean {
  const [first = ''] = open
  return record.test(first) && open.length < mostRecordLines && indentOf(line) >= indentOf(first)
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function isNextField(open: readonly string[], line: string): boolean {
  return (
    isFieldLine(line.trimStart()) && isFieldLine((open[0] ?? '').trimStart()) && !/[,;(-]\s*$/u.test(open.at(-1) ?? '')
  )
}

function startsBlock(line: string): boolean {
  return bullet.test(line) || isNumberedLine(line) || record.test(line) || headingLevel(line.trim()) !== null
}

/** @param isAlone empty lines stand around it */
function toDraft(text: string, firstLine: string, isAlone: boolean): Draft {
  if (bullet.test(firstLine) && !isHeading(text.trim(), isAlone)) return { kind: 'list-item', text: text.trim() }
  if (/\t/.test(firstLine.trim()) || /^\s*\|.*\|\s*$/.test(firstLine)) return { kind: 'table-row', text: rowText(text) }
  return { kind: 'paragraph', text: framed.exec(text)?.[1]?.trim() ?? text }
}

/** "I. ANTECEDENTES" is the heading that "II. HECHOS" is, though an item may begin like it; "1. OBJETO" is one when it stands alone. */
function isHeading(text: string, isAlone: boolean): boolean {
  return (isAlone || /^[IVX][.)]/u.test(text)) && /^[\dIVX]/u.test(text) && headingLevel(text) !== null
}

function rowText(text: string): string {
  const cells = text.split(/\t+|(?<!\\)\|/).map((cell) => cell.trim())
  return cells.filter((cell) => cell !== '' && !/^:?-{2,}:?$/.test(cell)).join(' | ')
}

/** The width of a block in which so many words are cut at ends of lines, however narrow it is; null where fewer are. */
function cutWidth(lines: readonly string[], fewest: number): number | null {
  return cutsOf(lines) < fewest ? null : lines.reduce((most, line) => Math.max(most, line.trimEnd().length), 0)
}

function cutsOf(lines: readonly string[]): number {
  return lines.filter((line, index) => isCutWord(line, lines[index + 1] ?? '')).length
}

/** A short first line that reads as a name is the document's title; so is no line that ends like a sentence. */
function withTitle(drafts: Draft[]): Draft[] {
  const [first, second] = drafts
  if (first?.kind !== 'paragraph' || second === undefined) return drafts
  const text = first.text.trim()
  if (
    text.length > 100 ||
    !/^[\p{Lu}\p{N}«"¿¡]/u.test(text) ||
    !/\p{L}/u.test(text) ||
    /[.,;:]$/.test(text) ||
    record.test(text) ||
    isLabelOfMany(text, drafts)
  )
    return drafts
  if (headingLevel(text) !== null) return drafts
  const follows = second.text.length > text.length || headingLevel(second.text.trim()) !== null
  return follows ? [{ kind: 'heading', level: 1, text }, ...drafts.slice(1)] : drafts
}

/** What it says is said of one thing among several: each has such a line. */
function isLabelOfMany(text: string, drafts: readonly Draft[]): boolean {
  const label = isFieldLine(text) ? text.slice(0, text.indexOf(':') + 1) : null
  return label !== null && drafts.some((draft, index) => index > 0 && draft.text.trimStart().startsWith(label))
}
