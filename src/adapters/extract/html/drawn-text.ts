import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'

const icon = /(?:^|[\s_-])(?:icon|ico|check|tick|cross)(?:$|[\s_-])/i

/** Passes on what is written in drawings (SVG), each text as a paragraph, and what drawn signs are called: a tick that stands for "Incluido". */
export function withDrawnText(handler: HtmlHandler): HtmlHandler {
  let depth = 0
  let inText = 0
  const sayName = (name: string, attributes: Attributes): void => {
    const alt = attributes['aria-label'] ?? ''
    if (alt === '' || !isSign(name, attributes)) return
    handler.open('img', { alt })
    handler.close('img')
  }
  return {
    open(name, attributes) {
      if (depth === 0) sayName(name, attributes)
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

/** It is a sign, and no box or link that is called something for readers who hear the page. */
function isSign(name: string, attributes: Attributes): boolean {
  if (attributes['aria-hidden'] === 'true' || 'hidden' in attributes) return false
  if (name === 'i' || (name === 'svg' && attributes['role'] === 'img')) return true
  return name === 'span' && attributes['role'] === 'img' && icon.test(attributes['class'] ?? '')
}
