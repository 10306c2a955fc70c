import { areFields, beginsField, isFieldLine } from '../layout/field-line.ts'
import { isNumberedLine } from '../layout/numbered-line.ts'

/** What "**Plazo:** 30 días" and "*Plazo*: 30 días" have more than "Plazo: 30 días". */
const emphasis = /^[*_]{1,3}|(?<=:)[*_]{1,3}(?=\s)|[*_]{1,3}(?=:\s)/gu
const question = /\?[*_]{0,3}$/u

const sentenceEnd = /[.!?…][)»"”*_]*$/u
const capital = /^[\p{Lu}\p{N}¿¡"«“]/u
/** What goes on in the next line. */
const endsOpen =
  /[,;(–-]$|\b(?:an?|the|of|and|or|to|in|for|with|by|de|del|la|el|l[ao]s|un[ao]?|y|o|en|con|por|para|que)$/u
/** Nobody wraps text as narrow: a line ends there because what it says does. */
const longestOwn = 60

/**
 * The lines of a paragraph that say something of their own: a field below another, a question with its answer below, a name below a name.
 * Markdown would run them together. Within a sentence, or a link, no line is.
 */
export function statementsOf(raw: string): readonly string[] {
  const lines = raw.split('\n')
  if (lines.length === 1) return [raw]
  const [first = '', ...rest] = lines
  if (question.test(first.trim())) return [first, rest.join('\n')]
  const plain = lines.map((line) => line.trim().replace(emphasis, ''))
  const isOfFields = areFields(plain)
  const isOfOwn = isOfFields || plain.every((line) => line.length <= longestOwn && capital.test(line))
  const statements: string[][] = []
  let open = nothingOpen
  for (const [at, line] of lines.entries()) {
    const last = statements.at(-1)
    const isNew =
      last === undefined || (begins(plain[at - 1] ?? '', plain[at] ?? '', { isOfFields, isOfOwn }) && isWhole(open))
    if (isNew) statements.push([line])
    else last.push(line)
    open = openBehind(isNew ? nothingOpen : open, line)
  }
  return statements.map((said) => said.join('\n'))
}

interface Paragraph {
  readonly isOfFields: boolean
  readonly isOfOwn: boolean
}

function begins(above: string, line: string, { isOfFields, isOfOwn }: Paragraph): boolean {
  if (!capital.test(line) || endsOpen.test(above)) return false
  if ((isFieldLine(above) && isFieldLine(line)) || isNumberedLine(line)) return true
  if (beginsField(above, line) && (isOfFields || sentenceEnd.test(above))) return true
  return isOfOwn && above.length <= longestOwn && (isOfFields || !sentenceEnd.test(above))
}

/** How many brackets and marks of code have begun and not ended. */
interface OpenMarks {
  readonly square: number
  readonly round: number
  readonly ticks: number
}

const nothingOpen: OpenMarks = { square: 0, round: 0, ticks: 0 }

function openBehind({ square, round, ticks }: OpenMarks, line: string): OpenMarks {
  const count = (sign: RegExp): number => line.match(sign)?.length ?? 0
  return {
    square: square + count(/\[/g) - count(/\]/g),
    round: round + count(/\(/g) - count(/\)/g),
    ticks: ticks + count(/`/g),
  }
}

/** Whether no link, code or note goes on in the next line. */
const isWhole = ({ square, round, ticks }: OpenMarks): boolean => square === 0 && round === 0 && ticks % 2 === 0
