import { cellDivider } from '../../../domain/extracted.ts'
import type { Draft } from '../layout/draft.ts'
import { headingLevel, isContentsHeading } from '../layout/heading-rule.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import { toFlowLines } from './page-runs.ts'
import { groupLines } from './paragraphs.ts'
import type { LineGroup } from './paragraphs.ts'
import { joinLines } from './lines/join-lines.ts'
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

/** Blocks of a whole document from its printed lines (running heads removed). */
export function toDrafts(lines: readonly PdfLine[]): PdfDrafts {
  const flow = toFlowLines(lines)
  const type = measureType(flow)
  const groups = groupLines(flow, type)
  const levels = headingLevels(groups, type)
  const drafts = groups.flatMap((group) => draftsOf(group, levels))
  return { drafts, largest: largestAtStart(groups, levels) }
}

function draftsOf(group: LineGroup, levels: ReadonlyMap<LineGroup, number>): Draft[] {
  return group.kind === 'table' ? tableDrafts(group.lines[0]?.table ?? []) : [toDraft(group, levels)]
}

function toDraft(group: LineGroup, levels: ReadonlyMap<LineGroup, number>): Draft {
  const [first, ...later] = pageParts(group)
  const place = { text: first?.text ?? '', page: first?.page ?? 1, ...(later.length === 0 ? {} : { later }) }
  if (group.kind === 'row')
    return {
      kind: 'table-row',
      ...place,
      text: (group.lines[0]?.cells ?? []).map((cell) => cell.text).join(cellDivider),
    }
  const level = levels.get(group)
  if (level !== undefined) return { kind: 'heading', level, ...place }
  return { kind: group.kind === 'list-item' ? 'list-item' : 'paragraph', ...place }
}

/** The text of a group by page; pages number from 1 here. */
function pageParts({ lines }: LineGroup): { readonly page: number; text: string }[] {
  const parts: { readonly page: number; text: string }[] = []
  for (const line of lines) {
    const last = parts.at(-1)
    if (last?.page === line.page + 1) last.text = joinLines([last.text, line.text])
    else parts.push({ page: line.page + 1, text: line.text })
  }
  return parts
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
  if (
    first === undefined ||
    group.kind === 'row' ||
    group.kind === 'table' ||
    !first.upright ||
    group.lines.length > maxHeadingLines
  )
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
  const texts = opening.map((group) => group.lines.map((line) => line.text).join(' '))
  return texts.find((text) => !isContentsHeading(text)) ?? null
}
