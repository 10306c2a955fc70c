import { plainParagraph, readProperties } from './paragraph-properties.ts'
import type { ParagraphProperties } from './paragraph-properties.ts'
import type { TablePlace } from './table-place.ts'

export interface WordStyle {
  /** 1 to 6 for headings, else null. */
  readonly heading: number | null
  readonly isTitle: boolean
  readonly properties: ParagraphProperties
  /** What it says of letters: lists of codes with their operands, its own before those of the styles it is based on. */
  readonly letters: readonly Buffer[]
}

interface RawStyle {
  /** Number of a built-in style. */
  readonly builtIn: number
  readonly base: number
  readonly properties: ParagraphProperties
  readonly letters: Buffer
}

const noBase = 0xfff
const titleStyle = 62
const paragraphKind = 1
const letterKind = 2
const nothing = Buffer.alloc(0)
const maxStyles = 4_096
const maxInheritance = 20

/** The styles of a document by their numbers (MS-DOC 2.9.271). What cannot be read is a style that says nothing. */
export function readWordStyles(table: Buffer, place: TablePlace): (style: number) => WordStyle {
  const raw = readRaw(table.subarray(place.at, place.at + place.bytes))
  const known = new Map<number, WordStyle>()
  return (number) => {
    const found = known.get(number) ?? resolve(raw, number)
    known.set(number, found)
    return found
  }
}

function resolve(raw: readonly (RawStyle | null)[], number: number): WordStyle {
  let heading: number | null = null
  let isTitle = false
  let { list, level, outline } = plainParagraph
  const letters: Buffer[] = []
  let style = raw[number]
  for (let step = 0; style !== undefined && style !== null && step < maxInheritance; step++) {
    if (style.builtIn >= 1 && style.builtIn <= 9) heading ??= Math.min(style.builtIn, 6)
    isTitle ||= style.builtIn === titleStyle
    list ??= style.properties.list
    level ??= style.properties.level
    outline ??= style.properties.outline
    if (style.letters.length > 0) letters.push(style.letters)
    if (style.base === noBase) break
    style = raw[style.base]
  }
  return {
    heading: isTitle ? null : heading,
    isTitle,
    properties: { ...plainParagraph, list, level, outline },
    letters,
  }
}

function readRaw(bytes: Buffer): (RawStyle | null)[] {
  if (bytes.length < 8) return []
  const count = Math.min(bytes.readUInt16LE(2), maxStyles)
  const baseBytes = bytes.readUInt16LE(4)
  const styles: (RawStyle | null)[] = []
  let at = 2 + bytes.readUInt16LE(0)
  for (let index = 0; index < count && at + 2 <= bytes.length; index++) {
    const size = bytes.readUInt16LE(at)
    const style = bytes.subarray(at + 2, at + 2 + size)
    styles.push(style.length < Math.max(baseBytes, 10) + 2 ? null : readStyle(style, baseBytes))
    at += 2 + size + (size % 2)
  }
  return styles
}

function readStyle(style: Buffer, baseBytes: number): RawStyle {
  const kind = style.readUInt16LE(2)
  const raw = { builtIn: style.readUInt16LE(0) & 0xfff, base: kind >> 4, properties: plainParagraph, letters: nothing }
  const nameChars = style.readUInt16LE(baseBytes)
  const at = baseBytes + 2 + nameChars * 2 + 2
  if (at + 2 > style.length) return raw
  const bytes = style.readUInt16LE(at)
  if ((kind & 0xf) === letterKind) return { ...raw, letters: style.subarray(at + 2, at + 2 + bytes) }
  if ((kind & 0xf) !== paragraphKind || at + 4 > style.length) return raw
  // What it says of its paragraphs, then what it says of their letters.
  const behind = at + 2 + bytes + (bytes % 2)
  const letters =
    behind + 2 > style.length ? nothing : style.subarray(behind + 2).subarray(0, style.readUInt16LE(behind))
  return { ...raw, properties: readProperties(0, style.subarray(at + 4, at + 2 + bytes)), letters }
}
