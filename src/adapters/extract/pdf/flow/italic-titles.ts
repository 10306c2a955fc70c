import type { TypeMetrics } from '../lines/type-metrics.ts'
import { sizeKey } from '../lines/type-metrics.ts'
import type { LineGroup } from '../paragraphs.ts'

/** Longer ones are sentences. */
const longest = 90
const mostLines = 2
/** Set no smaller than this against the text. */
const smallest = 0.95
const numbered = /^(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|\(?\p{Lu}[.)]|[IVX]{1,5}[.)])\s+[\p{Lu}¿¡«“"].*[^.,;:]$/u

export const groupSize = (group: LineGroup): number => sizeKey(group.lines[0]?.size ?? 0)

const isItalic = (group: LineGroup): boolean => group.lines.every(({ italic }) => italic === true)

/**
 * "3. Periodo de recuerdo" in italics over text that is not. Numbered lines in italics below each other are a list.
 * @param index of the group that may be one
 */
export function isItalicTitle(groups: readonly LineGroup[], index: number, type: TypeMetrics): boolean {
  const [before, group, next] = [groups[index - 1], groups[index], groups[index + 1]]
  if (group === undefined || next?.kind !== 'prose' || type.bodyItalic || !mayBeTitle(group, type)) return false
  return !isItalic(next) && (before?.kind !== 'list-item' || !isItalic(before))
}

function mayBeTitle(group: LineGroup, type: TypeMetrics): boolean {
  const { kind, lines } = group
  if (kind === 'row' || kind === 'table' || lines.length > mostLines) return false
  if (!isItalic(group) || !lines.every(({ upright }) => upright)) return false
  const text = lines.map((line) => line.text).join(' ')
  return groupSize(group) >= type.bodySize * smallest && text.length <= longest && numbered.test(text)
}
