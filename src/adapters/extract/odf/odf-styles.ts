import type { XmlHandler } from '../containers/read-xml.ts'
import type { Draft } from '../layout/draft.ts'
import { createMarginLines } from '../layout/margin-lines.ts'
import { createOdfReader } from './odf-reader.ts'
import type { OdfContext } from './odf-reader.ts'

const margins: Readonly<Partial<Record<string, 'headers' | 'footers'>>> = {
  'style:header': 'headers',
  'style:header-left': 'headers',
  'style:header-first': 'headers',
  'style:footer': 'footers',
  'style:footer-left': 'footers',
  'style:footer-first': 'footers',
}

/** Fields of a margin that say another number on each page. */
const pageFields = new Set(['text:page-number', 'text:page-count'])

/** What stands in the margins of pages. */
export interface OdfMargins {
  readonly headers: readonly Draft[]
  readonly footers: readonly Draft[]
}

/** Puts the named styles of a document into its context, and collects what its master pages have in their margins. */
export function createStylesReader(context: OdfContext): { readonly handler: XmlHandler; result(): OdfMargins } {
  const lines = { headers: createMarginLines(), footers: createMarginLines() }
  let margin: { readonly side: 'headers' | 'footers'; readonly reader: ReturnType<typeof createOdfReader> } | null =
    null
  let inPageField = false
  const handler: XmlHandler = {
    open(name, attributes) {
      const side = margins[name]
      inPageField = pageFields.has(name)
      if (margin !== null) margin.reader.handler.open(name, attributes)
      else if (side !== undefined && attributes['style:display'] !== 'false')
        margin = { side, reader: createOdfReader(context) }
      else {
        context.styles.open(name, attributes)
        context.lists.open(name, attributes)
      }
    },
    close(name) {
      inPageField = false
      if (margin === null) {
        context.styles.close(name)
        // A list of a page's own, as in boxes of a presentation's master.
        context.lists.close(name)
      } else if (margins[name] === undefined) margin.reader.handler.close(name)
      else {
        lines[margin.side].add(margin.reader.result().drafts)
        margin = null
      }
    },
    text(text) {
      if (!inPageField) margin?.reader.handler.text?.(text)
    },
  }
  return { handler, result: () => ({ headers: lines.headers.lines, footers: lines.footers.lines }) }
}
