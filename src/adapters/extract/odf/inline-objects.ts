import type { XmlHandler } from '../containers/read-xml.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import { createObjectReader, maxObjects } from './odf-objects.ts'
import type { OdfObject } from './odf-objects.ts'

/** Sections of a document that its `content.xml` has not: those of an object are left out, the margins of its pages among them. */
const besideContent = new Set(['office:meta', 'office:settings', 'office:styles', 'office:master-styles'])

/**
 * Equations and charts may stand in the element that shows them, as all do in a flat file, instead of in a part of a package: they
 * are read on their own, and the element is told to the reader of the content when they are complete.
 */
export function createInlineObjects(budget: TextBudget) {
  let complete: OdfObject | null = null
  let objects = 0
  let depth = 0
  /** The open element that shows an object, and what reads the object; null beyond the most of them. */
  let frame: {
    readonly depth: number
    readonly attributes: Readonly<Record<string, string>>
    object: ReturnType<typeof createObjectReader> | null
    isEmpty: boolean
  } | null = null
  /** Depth of the open section that is left out. */
  let beside: number | null = null

  const around = (content: XmlHandler): XmlHandler => ({
    open(name, attributes) {
      depth++
      if (frame === null) {
        if (name !== 'draw:object' || attributes['xlink:href'] !== undefined) return content.open(name, attributes)
        frame = { depth, attributes, object: null, isEmpty: true }
        return
      }
      if (frame.isEmpty && objects++ < maxObjects) frame.object = createObjectReader(budget)
      frame.isEmpty = false
      if (besideContent.has(name)) beside ??= depth
      if (beside === null) frame.object?.handler.open(name, attributes)
    },
    close(name) {
      const closed = depth--
      if (frame === null) return content.close(name)
      if (closed > frame.depth) {
        if (beside === null) frame.object?.handler.close(name)
        else if (beside === closed) beside = null
        return
      }
      const { attributes, object, isEmpty } = frame
      frame = null
      complete = isEmpty ? null : (object?.result() ?? [])
      content.open(name, attributes)
      content.close(name)
      complete = null
    },
    text(text) {
      if (frame === null) content.text?.(text)
      else if (beside === null) frame.object?.handler.text?.(text)
    },
  })
  /** The object of the element that is being told; null when it holds none that can be read. */
  return { around, take: (): OdfObject | null => complete }
}
