import { AppError } from '../../../domain/errors.ts'

const fieldBegin = '\u0013'
const fieldSeparator = '\u0014'
const fieldEnd = '\u0015'
/** Word nests a handful: an entry of a table of contents is a link with a page number in it. */
const maxFieldDepth = 50

/** Word's own characters as text: cell ends are tabs, every kind of break a line end, what prints nothing goes. */
export function plainCharacters(text: string): string {
  return (
    withoutFieldCodes(text)
      .replaceAll('\u0007', '\t')
      .replace(/[\u000A-\u000D]/g, '\n')
      .replaceAll('\u001E', '\u2011')
      // oxlint-disable-next-line no-control-regex -- these are Word's marks: notes, drawings, comments, optional hyphens
      .replace(/[\u0000-\u0006\u0008\u0013-\u0015\u001F]/g, '')
  )
}

interface Field {
  /** Where the field began among the pieces, and its result. */
  readonly begin: number
  result: number | null
}

/** Fields keep what they print: `{ PAGEREF x | 7 }` is 7. One that does not end is text like any other. */
function withoutFieldCodes(text: string): string {
  if (!text.includes(fieldBegin)) return text
  const kept: string[] = []
  const open: Field[] = []
  for (const piece of text.split(/([\u0013-\u0015])/)) {
    const field = open.at(-1)
    if (piece === fieldBegin) open.push(openField(open.length, kept.length))
    else if (piece === fieldSeparator && field !== undefined) field.result ??= kept.length
    else if (piece === fieldEnd && field !== undefined) {
      const result = kept.slice(field.result ?? kept.length).join('')
      kept.length = field.begin
      kept.push(result)
      open.pop()
    } else kept.push(piece)
  }
  return kept.join('')
}

function openField(depth: number, begin: number): Field {
  if (depth >= maxFieldDepth) {
    throw new AppError(
      'too_complex',
      `The DOC file nests more than ${maxFieldDepth} fields, which no real document does.`,
    )
  }
  return { begin, result: null }
}
