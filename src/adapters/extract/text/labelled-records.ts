import type { Draft } from '../layout/draft.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import { joinWrapped } from './join-wrapped.ts'
import { isRule } from './ruled-lines.ts'

/** `Owner....: Mary`: a label, with or without a leader of dots, and its value, which may be missing. */
const field = /^\s*(\p{L}[^:]{0,40}):(?:\s+(\S.*))?$/u
/** The rest of a value, set below its beginning. */
const rest = /^\s{3,}\S/u
/** Cells beside each other. */
const gap = /\S {2,}\S|\t/u
/** Two lines with labels are also what two people say to each other. */
const fewestLabels = 3
const fewestRecords = 2
const mostFields = 40
/** A larger block is text, however its lines look. */
const mostLines = 20_000
/** Rows that are laid out at once. */
const mostRecords = 2_000
/** A longer value is running text. */
const longestValue = 120

/** What is said of one thing, by label, in its order. */
export interface LabelledRecord {
  readonly lines: readonly string[]
  readonly values: ReadonlyMap<string, string>
}

/** The record that a block is, or those that rules divide it into; null for every other block. */
export function recordsOf(lines: readonly string[]): readonly LabelledRecord[] | null {
  const whole = recordOf(lines)
  if (whole !== null) return [whole]
  if (lines.length > mostLines) return null
  const isRuled = lines.some(isRule)
  const parts = (isRuled ? dividedByRules(lines) : dividedByLabel(lines)).map(recordOf)
  const records = parts.filter((part) => part !== null)
  const [first, ...others] = records
  if (first === undefined || others.length === 0 || records.length < parts.length) return null
  if (first.values.size < fewestLabels || !others.every((other) => isNextRecord([first], other))) return null
  // Without a rule they may be what several people say by turns.
  return isRuled || others.every((one) => one.values.size === first.values.size && !isTalk(one)) ? records : null
}

const isTalk = ({ values }: LabelledRecord): boolean => [...values.values()].some((value) => /[?!…]$/u.test(value))

/** Each line has a label of its own, or is the rest of the value above it. */
function recordOf(lines: readonly string[]): LabelledRecord | null {
  if (lines.length > mostFields) return null
  const values = new Map<string, string>()
  let last = ''
  for (const line of lines) {
    if (isRule(line)) continue
    const [, label, value = ''] = field.exec(line) ?? []
    if (label === undefined) {
      if (last === '' || !rest.test(line)) return null
      values.set(last, joinWrapped([values.get(last) ?? '', line.trim()]).trim())
      continue
    }
    last = withoutLeader(label)
    if (values.has(last)) return null
    values.set(last, value.trim())
  }
  const areShort = [...values.values()].every((value) => value.length <= longestValue && !gap.test(value))
  return values.size > 0 && areShort ? { lines, values } : null
}

function dividedByRules(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]]
  for (const line of lines) {
    if (isRule(line)) parts.push([])
    else parts.at(-1)?.push(line)
  }
  return parts.filter((part) => part.length > 0)
}

/** The first label begins each record. */
function dividedByLabel(lines: readonly string[]): readonly (readonly string[])[] {
  const labelOf = (line: string): string | undefined => field.exec(line)?.[1]
  const label = labelOf(lines[0] ?? '')
  const parts: string[][] = []
  for (const line of label === undefined ? [] : lines) {
    if (labelOf(line) === label) parts.push([line])
    else parts.at(-1)?.push(line)
  }
  return parts
}

/** Whether a record goes on with others of its kind: it begins with the same label and has none that the first one lacks. */
export function isNextRecord(records: readonly LabelledRecord[], { values }: LabelledRecord): boolean {
  const [first] = records
  if (first === undefined) return true
  if (records.length === mostRecords) return false
  const [label] = values.keys()
  const [firstLabel] = first.values.keys()
  return label === firstLabel && values.size > 1 && [...values.keys()].every((name) => first.values.has(name))
}

/** Records of one kind as a table with their labels as its head; null where they are too few. */
export function recordRows(records: readonly LabelledRecord[]): Draft[] | null {
  const labels = [...(records[0]?.values.keys() ?? [])]
  if (records.length < fewestRecords || labels.length < fewestLabels) return null
  const rows = records.map(({ values }) => labels.map((label) => values.get(label) ?? ''))
  return tableDrafts([labels, ...rows].map((row, at) => ({ isHead: at === 0, cells: row.map((text) => ({ text })) })))
}

function withoutLeader(label: string): string {
  return label.replace(/[\s.·…_-]{1,41}$/u, '')
}
