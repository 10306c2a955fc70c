import { joinLines } from '../lines/join-lines.ts'
import { listMarker, sentenceEnd } from '../lines/line-marks.ts'
import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import type { LineGroup } from '../paragraphs.ts'

/** Lines of one cell stand no further apart, and the second one is indented by no more; in sizes of the type. */
const [wrapPitch, farthestIndent] = [1.45, 3]
const sameSize = 0.12
/** A cell that goes on with a word begins with a small letter; "a)" and "x" are marks. */
const goesOn = /^\p{Ll}{2}/u
const amount = /^[^\p{L}]*\d[^\p{L}]*$|^[-–—*.]+$|^\(?[XN]\)?$/u
const mostLines = 2

/**
 * Rows with the first lines of their labels, where those stand above the line of the amounts: "Murder and nonnegligent" over
 * "manslaughter | 10.0". Else they would be a paragraph that ends the table, and the row would say half of what it is about.
 */
export function withWrappedLabels(groups: readonly LineGroup[]): LineGroup[] {
  const out: LineGroup[] = []
  for (const group of groups) {
    const label = out.at(-1)
    const [row, ...others] = group.lines
    if (
      label !== undefined &&
      row !== undefined &&
      group.kind === 'row' &&
      others.length === 0 &&
      isLabelOf(label, row)
    ) {
      out.splice(-1, 1, { ...group, lines: [{ ...row, ...labelled(label.lines, row) }] })
    } else out.push(group)
  }
  return out
}

function isLabelOf({ kind, lines, title }: LineGroup, row: PdfLine): boolean {
  const [cell, next] = row.cells
  const last = lines.at(-1)
  if (kind !== 'prose' || title !== undefined || lines.length > mostLines || last === undefined) return false
  if (cell === undefined || next === undefined || !goesOn.test(cell.text)) return false
  if (!row.cells.slice(1).every(({ text }) => amount.test(text))) return false
  const pitch = last.endBaseline - row.baseline
  if (last.page !== row.page || last.upright !== row.upright || last.alone === true || last.bold !== row.bold)
    return false
  if (pitch <= 0 || pitch > row.size * wrapPitch || sentenceEnd.test(last.text) || /[:;]$/u.test(last.text))
    return false
  const indent = cell.left - last.left
  if (indent < -row.size * 0.4 || indent > row.size * farthestIndent) return false
  return lines.every(
    (line) =>
      line.cells.length === 1 &&
      line.right < next.left &&
      Math.abs(line.size - row.size) <= row.size * sameSize &&
      !listMarker.test(line.text),
  )
}

function labelled(label: readonly PdfLine[], row: PdfLine): Pick<PdfLine, 'text' | 'left' | 'cells'> {
  const [own, ...others] = row.cells
  const texts = label.map(({ text }) => text)
  const left = Math.min(row.left, ...label.map((line) => line.left))
  const right = Math.max(own?.right ?? row.left, ...label.map((line) => line.right))
  const cell: PdfCell = { text: joinLines([...texts, own?.text ?? '']), left, right }
  return { text: joinLines([...texts, row.text]), left, cells: [cell, ...others] }
}
