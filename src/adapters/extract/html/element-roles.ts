import type { HtmlHandler } from './html-guard.ts'
import type { Attributes } from './elements.ts'
import { isRaising } from './sheet-names.ts'
import type { SheetNames } from './sheet-names.ts'

const ofRole: Readonly<Partial<Record<string, string>>> = {
  table: 'table',
  grid: 'table',
  treegrid: 'table',
  row: 'tr',
  cell: 'td',
  gridcell: 'td',
  columnheader: 'th',
  rowheader: 'th',
}
const ofDisplay: Readonly<Partial<Record<string, string>>> = {
  table: 'table',
  'table-row': 'tr',
  'table-cell': 'td',
}
const plain = new Set(['div', 'span', 'section', 'p', 'ul', 'li', 'dl', 'dt', 'dd', 'a', 'font'])
const display = /(?:^|;)\s*display\s*:\s*(table(?:-row|-cell)?)\s*(?:;|!|$)/i

/** Passes on elements under the name of what they are shown as: tables made of boxes, raised text. */
export function withRoles(handler: HtmlHandler, names: SheetNames): HtmlHandler {
  const renamed: string[] = []
  return {
    open(name, attributes) {
      const shown = isNoteMark(name, attributes) ? 'sup' : plain.has(name) ? shownAs(attributes, names) : undefined
      renamed.push(shown ?? name)
      handler.open(shown ?? name, attributes)
    },
    close: (name) => handler.close(renamed.pop() ?? name),
    text: (text) => handler.text(text),
  }
}

/** The mark of a note is no part of the word or number before it. */
function isNoteMark(name: string, attributes: Attributes): boolean {
  return name === 'a' && (attributes['epub:type'] === 'noteref' || attributes['role'] === 'doc-noteref')
}

function shownAs(attributes: Attributes, names: SheetNames): string | undefined {
  const { role, style } = attributes
  const named = role === undefined ? undefined : ofRole[role.trim().toLowerCase()]
  if (named !== undefined) return named
  const written = (style ?? '').slice(0, 2_000)
  const drawn = display.exec(written)?.[1]
  if (drawn !== undefined) return ofDisplay[drawn.toLowerCase()]
  return isRaising(written) || names.raises(attributes) ? 'sup' : undefined
}
