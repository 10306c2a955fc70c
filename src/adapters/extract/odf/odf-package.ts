import { readXml } from '../containers/read-xml.ts'
import type { XmlHandler } from '../containers/read-xml.ts'
import { partName } from '../containers/relationships.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import type { Draft } from '../layout/draft.ts'
import { createMarginLines } from '../layout/margin-lines.ts'
import { createMathMlReader } from '../layout/math-ml.ts'
import { createLists } from './odf-lists.ts'
import { createOdfReader } from './odf-reader.ts'
import type { OdfContext } from './odf-reader.ts'
import { createTextStyles } from './text-styles.ts'

/** Equations, charts and tables of one document; more are left out. */
const maxObjects = 500
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

/** What the parts beside the text say: its named styles, what stands in the margins of its pages. */
export interface OdfPackage {
  readonly context: OdfContext
  readonly headers: readonly Draft[]
  readonly footers: readonly Draft[]
}

export function readOdfPackage(archive: ZipArchive): OdfPackage {
  const context = packageContext(archive, createObjects(archive))
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
      if (margin === null) context.styles.close(name)
      else if (margins[name] === undefined) margin.reader.handler.close(name)
      else {
        lines[margin.side].add(margin.reader.result().drafts)
        margin = null
      }
    },
    text(text) {
      if (!inPageField) margin?.reader.handler.text?.(text)
    },
  }
  readXml(archive, 'styles.xml', handler)
  return { context, headers: lines.headers.lines, footers: lines.footers.lines }
}

function packageContext({ budget }: ZipArchive, object: OdfContext['object']): OdfContext {
  return { budget, lists: createLists(), styles: createTextStyles(), object }
}

/** Objects of a document, each read once. Those inside of them are left out. */
function createObjects(archive: ZipArchive): OdfContext['object'] {
  const taken = new Set<string>()
  return (address) => {
    const part = partName('', `${address}/content.xml`)
    if (!archive.has(part)) return null
    if (taken.has(part) || taken.size >= maxObjects) return []
    taken.add(part)
    return readObject(archive, part)
  }
}

function readObject(archive: ZipArchive, part: string): string | readonly Draft[] {
  const math = createMathMlReader()
  const blocks = createOdfReader(packageContext(archive, () => null))
  let isMath: boolean | null = null
  /** Charts say in the words about a drawing from which cells they are. */
  let isRange = false
  readXml(archive, part, {
    open(name, attributes) {
      if (name === 'svg:desc') isRange = true
      if (isMath === null) isMath = /^(?:\w+:)?math$/.test(name)
      else if (isMath) math.open(name, attributes)
      else blocks.handler.open(name, attributes)
    },
    close(name) {
      if (name === 'svg:desc') isRange = false
      if (isMath === true) math.close()
      else blocks.handler.close(name)
    },
    text(text) {
      // A point without a value.
      if (isMath !== true) return isRange || text.trim() === 'NaN' ? undefined : blocks.handler.text?.(text)
      archive.budget.spend(text.length)
      math.text(text)
    },
  })
  return isMath === true ? math.finish() : blocks.result().drafts.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}
