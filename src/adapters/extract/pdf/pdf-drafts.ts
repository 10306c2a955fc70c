import type { Draft } from '../layout/text-builder.ts'
import { headingLevel, isContentsHeading } from '../layout/heading-rule.ts'
import type { FlowLine } from './page-runs.ts'
import { toFlowLines } from './page-runs.ts'
import { groupLines } from './paragraphs.ts'
import type { LineGroup } from './paragraphs.ts'
import { measureType, sizeKey } from './lines/type-metrics.ts'
import type { TypeMetrics } from './lines/type-metrics.ts'
import type { PdfLine } from './lines/pdf-line.ts'

export interface PdfDrafts {
  readonly drafts: readonly Draft[]
  /** The largest type at the beginning of the document, when it is larger than the body. */
  readonly largest: string | null
}

const maxHeadingChars = 200
const maxHeadingLines = 3

/** Blocks of a whole document from its printed lines (running heads removed), with form feeds where pages turn. */
export function toDrafts(lines: readonly PdfLine[], pageCount: number): PdfDrafts {
  const flow = toFlowLines(lines)
  const type = measureType(flow)
  const groups = groupLines(flow, type)
  const levels = headingLevels(groups, type)
  const drafts: Draft[] = []
  let page = 0
  for (const group of groups) {
    const firstPage = group.lines[0]?.page ?? page
    const turn = '\f'.repeat(Math.max(0, firstPage - page))
    drafts.push(toDraft(group, turn, levels))
    page = Math.max(page, group.lines.at(-1)?.page ?? page)
  }
  if (pageCount - 1 > page) drafts.push({ kind: 'paragraph', text: '\f'.repeat(pageCount - 1 - page) })
  return { drafts, largest: largestAtStart(groups, levels) }
}

function toDraft(group: LineGroup, turn: string, levels: ReadonlyMap<LineGroup, number>): Draft {
  if (group.kind === 'row') return { kind: 'table-row', text: turn + (group.lines[0]?.cells.join(' | ') ?? '') }
  const text = turn + joinText(group.lines)
  const level = levels.get(group)
  if (level !== undefined) return { kind: 'heading', level, text }
  return { kind: group.kind === 'list-item' ? 'list-item' : 'paragraph', text }
}

function joinText(lines: readonly FlowLine[]): string {
  const parts: string[] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    if (before !== undefined) parts.push(line.page > before.page ? '\f'.repeat(line.page - before.page) : ' ')
    parts.push(line.text)
  }
  return parts.join('')
}

/** Sizes above the body's give the upper levels, largest first; bold lines in the body's size come after them. */
function headingLevels(groups: readonly LineGroup[], type: TypeMetrics): Map<LineGroup, number> {
  const found = groups.filter((group) => looksLikeHeading(group, type))
  const sizes = [...new Set(found.map(groupSize))]
    .filter((size) => size > type.bodySize * 1.08)
    .toSorted((a, b) => b - a)
  const ranks = new Map(sizes.map((size, rank) => [size, rank] as const))
  return new Map(found.map((group) => [group, Math.min((ranks.get(groupSize(group)) ?? sizes.length) + 1, 6)] as const))
}

const groupSize = (group: LineGroup): number => sizeKey(group.lines[0]?.size ?? 0)

function looksLikeHeading(group: LineGroup, type: TypeMetrics): boolean {
  const first = group.lines[0]
  if (first === undefined || group.kind === 'row' || !first.upright || group.lines.length > maxHeadingLines)
    return false
  const large = groupSize(group) > type.bodySize * 1.15
  const bold = !type.bodyBold && group.lines.every((line) => line.bold) && groupSize(group) >= type.bodySize * 0.95
  if (!large && !bold) return false
  const text = group.lines.map((line) => line.text).join(' ')
  if (text.length > maxHeadingChars || !/\p{L}{2}/u.test(text) || / … \d{1,4}$/.test(text)) return false
  if (group.kind === 'list-item' && !/^(?:\d|\p{Lu}[.)]|[IVX]+[.)])/u.test(text)) return false
  return headingLevel(text) !== null || !/[.,;]$/.test(text)
}

function largestAtStart(groups: readonly LineGroup[], levels: ReadonlyMap<LineGroup, number>): string | null {
  const opening = groups.slice(0, 12).filter((group) => (levels.get(group) ?? 9) <= 2)
  const texts = opening.map((group) => joinText(group.lines).replaceAll('\f', ' '))
  return texts.find((text) => !isContentsHeading(text)) ?? null
}
