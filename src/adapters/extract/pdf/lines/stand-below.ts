import type { PdfCell } from './pdf-line.ts'

/** Whether the cells of a row stand below those of another, one by one. Stretched text has gaps too, but not below each other. */
export function standBelow(upper: readonly PdfCell[], lower: readonly PdfCell[]): boolean {
  const isBelow = ({ left, right }: PdfCell, at: number): boolean => {
    const cell = upper[at]
    return cell !== undefined && left < cell.right && right > cell.left
  }
  return upper.length === lower.length && lower.every(isBelow)
}
