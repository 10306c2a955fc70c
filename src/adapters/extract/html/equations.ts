import { createMathMlReader } from '../layout/math-ml.ts'
import type { MathMlReader } from '../layout/math-ml.ts'
import type { HtmlHandler } from './html-guard.ts'

const equation = /^(?:\w+:)?math$/

/** Passes on each equation as one line of text. */
export function withEquations(handler: HtmlHandler): HtmlHandler {
  let math: MathMlReader | null = null
  return {
    open(name, attributes) {
      if (math !== null) math.open(name, attributes)
      else if (equation.test(name)) math = createMathMlReader()
      else handler.open(name, attributes)
    },
    close(name) {
      if (math === null) handler.close(name)
      else if (math.depth > 1) math.close()
      else {
        handler.text(math.finish())
        math = null
      }
    },
    text(text) {
      if (math === null) handler.text(text)
      else math.text(text)
    },
  }
}
