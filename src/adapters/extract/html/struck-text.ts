import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'
import { strikes } from './sheet-names.ts'
import type { SheetNames } from './sheet-names.ts'

const struckElements = new Set(['del', 's', 'strike'])

/** What of an element in it still counts: how wide a cell is that is empty then, and what nobody sees. */
const kept: ReadonlySet<string> = new Set(['class', 'id', 'style', 'hidden', 'colspan', 'rowspan'])

/**
 * Leaves out text that is struck through, which holds no longer: the price of before, the choice that does not apply; and what
 * its pictures show, its links lead to and its fields hold. The elements stay, as a cell does.
 */
export function withoutStruck(handler: HtmlHandler, names: SheetNames): HtmlHandler {
  let depth = 0
  return {
    open(name, attributes) {
      if (depth > 0 || isStruck(name, attributes) || names.strikes(attributes)) depth++
      handler.open(name, depth > 0 ? bare(attributes) : attributes)
    },
    close(name) {
      if (depth > 0) depth--
      handler.close(name)
    },
    text(text) {
      if (depth === 0) handler.text(text)
    },
  }
}

function bare(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => kept.has(name)))
}

function isStruck(name: string, { role, style }: Attributes): boolean {
  return (
    struckElements.has(name) || role === 'deletion' || (style !== undefined && strikes(style.slice(0, 2_000)) === true)
  )
}
