import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'
import { strikes } from './sheet-names.ts'
import type { SheetNames } from './sheet-names.ts'

const struckElements = new Set(['del', 's', 'strike'])

/**
 * Leaves out text that is struck through, which holds no longer: the price of before, the choice that does not apply. The
 * elements stay, as a cell does that is empty then.
 */
export function withoutStruck(handler: HtmlHandler, names: SheetNames): HtmlHandler {
  let depth = 0
  return {
    open(name, attributes) {
      if (depth > 0 || isStruck(name, attributes) || names.strikes(attributes)) depth++
      handler.open(name, attributes)
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

function isStruck(name: string, { role, style }: Attributes): boolean {
  return struckElements.has(name) || role === 'deletion' || (style !== undefined && strikes(style.slice(0, 2_000)))
}
