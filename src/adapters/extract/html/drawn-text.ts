import type { HtmlHandler } from './html-guard.ts'

/** Passes on what is written in drawings (SVG), each text as a paragraph, and nothing else of them. */
export function withDrawnText(handler: HtmlHandler): HtmlHandler {
  let depth = 0
  let inText = 0
  return {
    open(name, attributes) {
      if (depth === 0 && name !== 'svg') return handler.open(name, attributes)
      depth++
      if (inText > 0) inText++
      else if (name === 'text') {
        inText = 1
        handler.open('p', attributes)
      }
    },
    close(name) {
      if (depth === 0) return handler.close(name)
      depth--
      if (inText === 0) return
      inText--
      if (inText === 0) handler.close('p')
    },
    text(text) {
      if (depth === 0 || inText > 0) handler.text(text)
    },
  }
}
