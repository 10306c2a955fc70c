import type { FlowLine } from '../page-runs.ts'

export interface TypeMetrics {
  /** The size most of the text is set in, and whether it is bold, or italic. */
  readonly bodySize: number
  readonly bodyBold: boolean
  readonly bodyItalic: boolean
  /** Usual distance of two lines, per printed size (rounded to half a point). */
  readonly pitch: ReadonlyMap<number, number>
}

export const sizeKey = (size: number): number => Math.round(size * 2) / 2

/** What is ordinary in this document; everything else is judged against it. */
export function measureType(lines: readonly FlowLine[]): TypeMetrics {
  const chars = new Map<number, number>()
  const distances = new Map<number, number[]>()
  let boldChars = 0
  let italicChars = 0
  let allChars = 0
  for (const [index, line] of lines.entries()) {
    const key = sizeKey(line.size)
    chars.set(key, (chars.get(key) ?? 0) + line.text.length)
    allChars += line.text.length
    if (line.bold) boldChars += line.text.length
    if (line.italic === true) italicChars += line.text.length
    const before = lines[index - 1]
    if (before === undefined || before.run !== line.run || sizeKey(before.size) !== key) continue
    const distance = before.endBaseline - line.baseline
    if (distance > line.size * 0.8 && distance < line.size * 3) pushTo(distances, key, distance)
  }
  const body = [...chars].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 10
  const pitch = new Map([...distances].map(([key, values]) => [key, lowerMedian(values)] as const))
  const isMost = (some: number): boolean => some > allChars * 0.5
  return { bodySize: body, bodyBold: isMost(boldChars), bodyItalic: isMost(italicChars), pitch }
}

function pushTo(map: Map<number, number[]>, key: number, value: number): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

/** Below the middle, because paragraph gaps only ever make distances larger. */
function lowerMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.4)] ?? 0
}
