import type { XmlHandler } from '../containers/read-xml.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import type { Draft } from '../layout/draft.ts'
import { createMathMlReader } from '../layout/math-ml.ts'
import { createLists } from './odf-lists.ts'
import { createOdfReader } from './odf-reader.ts'
import type { OdfContext } from './odf-reader.ts'
import { createTextStyles } from './text-styles.ts'

/** Equations, charts and tables of one document; more are left out. */
export const maxObjects = 500

/** What is read of an object: an equation in one line, or the blocks of a chart or table. */
export type OdfObject = string | readonly Draft[]

export function odfContext(budget: TextBudget, object: OdfContext['object']): OdfContext {
  return { budget, lists: createLists(), styles: createTextStyles(), object }
}

/** Collects an equation, chart or table while its XML streams by. Objects inside of it are left out. */
export function createObjectReader(budget: TextBudget): { readonly handler: XmlHandler; result(): OdfObject } {
  const math = createMathMlReader()
  const blocks = createOdfReader(odfContext(budget, () => null))
  let isMath: boolean | null = null
  /** Charts say in the words about a drawing from which cells they are. */
  let isRange = false
  const handler: XmlHandler = {
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
      budget.spend(text.length)
      math.text(text)
    },
  }
  return {
    handler,
    result: () =>
      isMath === true ? math.finish() : blocks.result().drafts.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)),
  }
}
