import type { Draft } from '../layout/draft.ts'
import { joinWrapped } from './join-wrapped.ts'

/** "-k, --keep COUNT", "--dry-run" */
const option = /^\s*-{1,2}[\p{L}?][\w?=[\]-]{0,40}(?:[ ,|].{0,60})?$/u
const longestOption = 70
/** A field: "-a favor: 12 votos". */
const isField = /^[^=<[]*:\s/u
/** Somebody who speaks, where all are: "-Juan", "-Pedro, luego". */
const isSpeaker = /^\s*-\p{Lu}\p{Ll}{2,}(?:[\s,]|$)/u
/** What an option does is set so far to the right of it, at the least. */
const leastIndent = 2

/** So many lines above them say of what they are. */
const mostAbove = 3

/**
 * Options of a program, each with what is set below it to the right: apart, neither says what the other is. Null for every other block.
 */
export function optionDrafts(
  lines: readonly string[],
  asText: (lines: readonly string[]) => readonly Draft[],
): readonly Draft[] | null {
  const first = lines.findIndex((line) => option.test(line))
  if (first === -1 || first > mostAbove) return null
  const indent = indentOf(lines[first] ?? '')
  const isOption = (line: string): boolean =>
    indentOf(line) === indent && option.test(line) && line.length <= longestOption && !isField.test(line)
  const groups: string[][] = []
  for (const line of lines.slice(first)) {
    if (isOption(line)) groups.push([line])
    else if (indentOf(line) >= indent + leastIndent) groups.at(-1)?.push(line)
    else return null
  }
  if (groups.some(({ length }) => length < 2)) return null
  if (groups.every(([name = '']) => isSpeaker.test(name))) return null
  const said = groups.map(([name = '', ...below]): Draft => ({
    kind: 'paragraph',
    text: `${name.trim()}: ${joinWrapped(below.map((line) => line.trim()))}`,
  }))
  return first === 0 ? said : [...asText(lines.slice(0, first)), ...said]
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
