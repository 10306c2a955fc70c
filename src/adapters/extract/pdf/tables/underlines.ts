import { charBox } from '../lines/char-access.ts'
import type { ViewedChars } from '../lines/char-access.ts'
import type { ReadLine } from '../lines/read-line.ts'
import type { Rule, Rules } from './rules.ts'

/** Points between the end of a line under words and theirs; and how far before them it may begin, with a blank, in sizes of the type. */
const [sameEnd, widestBlank] = [1.5, 0.5]
/** How far below the words it stands at most, in sizes of the type, and in points; larger type is no table's. */
const [farthest, mostBelow] = [0.25, 6]

/**
 * The lines of a page, told of each that stands under words and is as long as they are: titles in a table are underlined, and the edges
 * of its rows are longer than what stands in them.
 */
export function withUnderlines(
  access: ViewedChars,
  { horizontal, ...others }: Rules,
  lines: readonly ReadLine[],
): Rules {
  const inRow = new Map<number, ReadLine[]>()
  for (const one of horizontal.length === 0 ? [] : lines) {
    if (!one.line.upright) continue
    const row = Math.round(one.line.baseline)
    const found = inRow.get(row)
    if (found === undefined) inRow.set(row, [one])
    else found.push(one)
  }
  const isUnderline = (rule: Rule): boolean => {
    for (let row = Math.floor(rule.at) - 1; row <= rule.at + mostBelow; row++) {
      if (inRow.get(row)?.some((one) => isUnder(access, rule, one)) === true) return true
    }
    return false
  }
  return {
    horizontal: horizontal.map((rule) => (isUnderline(rule) ? { ...rule, isUnderline: true } : rule)),
    ...others,
  }
}

/** Whether it begins where a word of the line does, and ends where one does. */
function isUnder(access: ViewedChars, { at, from, to }: Rule, { line, source }: ReadLine): boolean {
  const below = line.baseline - at
  const blank = line.size * widestBlank
  if (below < -1 || below > line.size * farthest || from < line.left - blank || to > line.right + sameEnd) return false
  let begins = false
  for (const { index, 0: word } of source.raw.matchAll(/\S+/gu)) {
    const first = source.at + index
    const before = charBox(access, first).left - from
    begins ||= before >= -sameEnd && before <= blank
    if (begins && Math.abs(charBox(access, first + word.length - 1).right - to) <= sameEnd) return true
  }
  return false
}
