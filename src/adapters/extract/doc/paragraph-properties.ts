import { operandBytes } from './operand-bytes.ts'

/** What the properties of a paragraph say, as far as text is concerned (MS-DOC 2.6.2). */
export interface ParagraphProperties {
  readonly style: number
  readonly level: number | null
  /** Number of its list, 0 for none; null when it says nothing of it. */
  readonly list: number | null
  /** 0 to 8 for headings, 9 for text. */
  readonly outline: number | null
  readonly inTable: boolean
  /** How many tables it stands in, one inside the other; 0 when it does not say. */
  readonly depth: number
  /** It ends a row, or a cell or a row of a table that stands in another one. */
  readonly rowEnd: boolean
  readonly innerCellEnd: boolean
  readonly innerRowEnd: boolean
  /** Of a row's end: of each cell whether it goes on with the one above it, and its edge. */
  readonly cells: readonly RowCell[]
  /** Of a row's end: the row is printed again at the top of each page, as names of columns are. */
  readonly isHead: boolean
}

export interface RowCell {
  readonly above: boolean
  /** Twips. */
  readonly rightEdge: number
}

const code = {
  level: 0x260a,
  list: 0x460b,
  outline: 0x2640,
  inTable: 0x2416,
  depth: 0x6649,
  rowEnd: 0x2417,
  innerCellEnd: 0x244b,
  innerRowEnd: 0x244c,
  table: 0xd608,
  head: 0x3404,
} as const
/** The properties themselves stand elsewhere, as those of a wide row do: written by Word 97 and by later ones. */
const elsewhere: ReadonlySet<number> = new Set([0x6645, 0x6646])
const cellFlags = { vertical: 0x20, restart: 0x40 } as const
const cellBytes = 20

export const plainParagraph: ParagraphProperties = {
  style: 0,
  level: null,
  list: null,
  outline: null,
  inTable: false,
  depth: 0,
  rowEnd: false,
  innerCellEnd: false,
  innerRowEnd: false,
  cells: [],
  isHead: false,
}

type Found = { -readonly [Name in keyof ParagraphProperties]: ParagraphProperties[Name] }

/**
 * @param properties a list of codes with their operands
 * @param late the list that stands at a place of the stream `Data`
 */
export function readProperties(
  style: number,
  properties: Buffer,
  late?: (at: number) => Buffer | null,
): ParagraphProperties {
  const found: Found = { ...plainParagraph, style }
  let at = 0
  while (at + 3 <= properties.length) {
    const sprm = properties.readUInt16LE(at)
    const operand = at + 2
    if (elsewhere.has(sprm) && late !== undefined && operand + 4 <= properties.length) {
      const list = late(properties.readUInt32LE(operand))
      if (list !== null) return readProperties(style, list)
    }
    if (sprm === code.list && operand + 2 <= properties.length) found.list = properties.readUInt16LE(operand)
    else if (sprm === code.depth && operand + 4 <= properties.length) found.depth = properties.readInt32LE(operand)
    else if (sprm === code.table) found.cells = readCells(properties, operand)
    else takeByte(found, sprm, properties.readUInt8(operand))
    at = operand + operandBytes(sprm, properties, operand)
  }
  return found
}

function takeByte(found: Found, sprm: number, value: number): void {
  if (sprm === code.level) found.level = value
  else if (sprm === code.outline) found.outline = value
  else if (sprm === code.inTable) found.inTable = value === 1
  else if (sprm === code.rowEnd) found.rowEnd = value === 1
  else if (sprm === code.innerCellEnd) found.innerCellEnd = value === 1
  else if (sprm === code.innerRowEnd) found.innerRowEnd = value === 1
  else if (sprm === code.head) found.isHead = value === 1
}

/** Behind the size: the number of cells, their edges, then 20 bytes for each of them, of which the last may lack. */
function readCells(properties: Buffer, operand: number): RowCell[] {
  if (operand + 3 > properties.length) return []
  const count = properties.readUInt8(operand + 2)
  const first = operand + 3 + (count + 1) * 2
  const end = Math.min(operand + 1 + properties.readUInt16LE(operand), properties.length)
  return Array.from({ length: Math.min(count, 64) }, (_, index) => {
    const at = first + index * cellBytes
    const flags = at + 2 <= end ? properties.readUInt16LE(at) : 0
    const edge = operand + 3 + (index + 1) * 2
    return {
      above: (flags & cellFlags.vertical) !== 0 && (flags & cellFlags.restart) === 0,
      rightEdge: edge + 2 <= end ? properties.readInt16LE(edge) : 0,
    }
  })
}
