import type { Box } from '../lines/box.ts'
import { byLevel } from '../lines/by-level.ts'
import type { PdfLine } from '../lines/pdf-line.ts'

/** A value stands a little higher or lower than its label, in sizes of the type, and no further from what it ticks. */
const sameRow = 0.7
const farthestMark = 3
/** Fields of one column begin no further apart, in points. */
const sameColumn = 2
/** A label over its field reaches so far into it, and stands no further above it, in sizes of the type. */
const overField = { in: 0.3, above: 1.5 } as const
const longestLabel = 60
/** No form of print has more; every value is compared with the lines of its page. */
const mostWritten = 500

/**
 * The lines of a page with what was written into its form beside the labels: a label and its value are one line, and no part
 * of another. All others stay in their order.
 * @param fieldOf the field into which a line was written
 */
export function besideLabels(
  lines: readonly PdfLine[],
  fieldOf: (line: PdfLine) => Box | undefined,
): readonly PdfLine[] {
  const inFields = lines.filter((line) => line.table === undefined && line.upright && fieldOf(line) !== undefined)
  if (inFields.length === 0 || inFields.length > mostWritten) return lines
  const ofForm = new Set(inFields)
  const written = wholeValues(inFields, fieldOf)
  const printed = lines
    .filter((line) => !ofForm.has(line))
    .flatMap((line) => (written.some((value) => isOnRow(line, value)) ? cellsOf(line) : [line]))
  const labelled = new Map<PdfLine, PdfLine[]>()
  const behind = new Map<PdfLine | undefined, PdfLine[]>()
  const merged = new Set<PdfLine>()
  for (const value of written.toSorted((a, b) => b.baseline - a.baseline || a.left - b.left)) {
    const first = isTick(value) ? firstOfRow(value, printed, written) : undefined
    if (first !== undefined) mergeRow(first, { printed, merged, labelled })
    const label = first ?? labelOf(value, printed) ?? labelOver(value, fieldOf(value), printed, labelled)
    if (label === undefined) addTo(behind, lineAbove(value, printed), { ...value, written: true })
    else addTo(labelled, label, value)
  }
  const isOfTable = tabular([...labelled.values()], fieldOf)
  return [
    ...(behind.get(undefined) ?? []),
    ...printed.flatMap((line) => {
      const values = labelled.get(line) ?? []
      const whole = isOfTable(values) ? rowOf(line, values) : joined(line, values)
      return [...(merged.has(line) ? values : [whole]), ...(behind.get(line) ?? [])]
    }),
  ]
}

/** Tells values that stand in columns: those of another label begin at the same places. Of a date written in three fields they do not. */
function tabular(
  rows: readonly (readonly PdfLine[])[],
  fieldOf: (line: PdfLine) => Box | undefined,
): (values: readonly PdfLine[]) => boolean {
  const placesOf = (values: readonly PdfLine[]): string | null => {
    const places = values.map((line) => fieldOf(line)?.left ?? line.left).toSorted((a, b) => a - b)
    return places.length < 2 || values.some(isTick)
      ? null
      : places.map((left) => Math.round(left / sameColumn)).join(' ')
  }
  const counts = new Map<string | null, number>()
  for (const values of rows) counts.set(placesOf(values), (counts.get(placesOf(values)) ?? 0) + 1)
  return (values) => {
    const places = placesOf(values)
    return places !== null && (counts.get(places) ?? 0) > 1
  }
}

/** Several lines in one field are one value; they are on different rows, or pieces of one. */
function wholeValues(lines: readonly PdfLine[], fieldOf: (line: PdfLine) => Box | undefined): readonly PdfLine[] {
  return [...Map.groupBy(lines, fieldOf).values()].flatMap((ofField) => {
    const sorted = ofField.toSorted((a, b) => b.baseline - a.baseline || a.left - b.left)
    const [first, ...others] = sorted
    if (first === undefined || others.every((line) => isTick(line) || isOnRow(line, first))) return ofField
    const text = sorted.map((line) => line.text).join(' ')
    const right = Math.max(...sorted.map((line) => line.right))
    return [{ ...first, text, right, cells: [{ text, left: first.left, right }] }]
  })
}

interface Merging {
  readonly printed: readonly PdfLine[]
  readonly merged: Set<PdfLine>
  readonly labelled: Map<PdfLine, PdfLine[]>
}

const isTick = ({ text }: PdfLine): boolean => /^[☒☐]$/u.test(text)

/** The first of the words among which boxes stand; undefined where something else is written into their row. */
function firstOfRow(tick: PdfLine, printed: readonly PdfLine[], written: readonly PdfLine[]): PdfLine | undefined {
  if (written.some((other) => !isTick(other) && isOnRow(other, tick))) return undefined
  return printed.filter((line) => isOnRow(line, tick)).toSorted((a, b) => a.left - b.left)[0]
}

/** A question, its boxes and the words behind them are one statement. */
function mergeRow(first: PdfLine, { printed, merged, labelled }: Merging): void {
  for (const line of printed) {
    if (line === first || merged.has(line) || !isOnRow(line, first)) continue
    merged.add(line)
    addTo(labelled, first, line)
  }
}

function addTo<Key>(lists: Map<Key, PdfLine[]>, key: Key, line: PdfLine): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [line])
  else list.push(line)
}

/** The nearest line to the left on the row, else one right beside it, as the words behind a box. */
function labelOf(value: PdfLine, printed: readonly PdfLine[]): PdfLine | undefined {
  const row = printed.filter((line) => isOnRow(line, value))
  const left = row.filter((line) => line.right <= value.left + value.size)
  const right = row.filter(
    (line) => line.left >= value.right - value.size && line.left - value.right < value.size * farthestMark,
  )
  const nearest = left.toSorted((a, b) => b.right - a.right)[0]
  return nearest ?? right.toSorted((a, b) => a.left - b.left)[0]
}

/** The short line that stands right over the field and begins where it does, if no other value has it as its label. */
function labelOver(
  value: PdfLine,
  field: Box | undefined,
  printed: readonly PdfLine[],
  labelled: ReadonlyMap<PdfLine, unknown>,
): PdfLine | undefined {
  if (field === undefined || isTick(value)) return undefined
  return printed.find((line) => {
    const { upright, table, cells, text, size, left, baseline } = line
    if (!upright || table !== undefined || cells.length > 1 || labelled.has(line)) return false
    const over = baseline - field.top
    const isNear = over > -size * overField.in && over < size * overField.above && Math.abs(left - field.left) < size
    return isNear && text.length <= longestLabel && /[\p{L})?:]$/u.test(text)
  })
}

function isOnRow({ upright, table, baseline }: PdfLine, value: PdfLine): boolean {
  return upright && table === undefined && Math.abs(baseline - value.baseline) < value.size * sameRow
}

/** Labels that were printed beside each other are one line of several cells. */
function cellsOf(line: PdfLine): PdfLine[] {
  return line.cells.length === 1 ? [line] : line.cells.map((cell) => ({ ...line, ...cell, cells: [cell] }))
}

/** Of the lines that stand above, the lowest one over it. */
function lineAbove(value: PdfLine, printed: readonly PdfLine[]): PdfLine | undefined {
  return printed
    .filter((line) => line.baseline > value.baseline && line.left < value.right && line.right > value.left)
    .reduce<PdfLine | undefined>(
      (lowest, line) => (lowest === undefined || line.baseline <= lowest.baseline ? line : lowest),
      undefined,
    )
}

const isBelow = (line: PdfLine, other: PdfLine): boolean =>
  other.baseline - line.baseline >= Math.max(line.size, other.size) * sameRow

function rowOf(label: PdfLine, values: readonly PdfLine[]): PdfLine {
  const pieces = [label, ...values].toSorted((a, b) => a.left - b.left)
  return { ...joined(label, values), cells: pieces.flatMap(({ cells }) => cells) }
}

function joined(label: PdfLine, values: readonly PdfLine[]): PdfLine {
  if (values.length === 0) return label
  const rows = byLevel([label, ...values], (first, piece) => !isBelow(piece, first))
  const pieces = rows.flatMap((row) => row.toSorted((a, b) => a.left - b.left))
  const text = pieces.map((piece) => piece.text).join(' ')
  const left = Math.min(...pieces.map((piece) => piece.left))
  const right = Math.max(...pieces.map((piece) => piece.right))
  return {
    ...label,
    text,
    left,
    right,
    endBaseline: label.baseline,
    cells: [{ text, left, right }],
    bold: pieces.every(({ bold }) => bold),
    alone: true,
  }
}
