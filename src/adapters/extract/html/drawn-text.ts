import { hasContentTarget } from '../layout/link-target.ts'
import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'

const icon = /(?:^|[\s_-])(?:icon|ico|check|tick|cross)(?:$|[\s_-])/i

/**
 * Passes on what is written in drawings (SVG), each text as a paragraph, and what drawn signs are called: a tick that stands for "Incluido". What
 * has words says them; a sign that leads elsewhere says nothing of the page.
 */
export function withDrawnText(handler: HtmlHandler): HtmlHandler {
  let depth = 0
  let inText = 0
  let inElsewhere = false
  /** Of the sign that has opened, and has no words yet. */
  let alt = ''
  const sayName = (): void => {
    const said = alt
    alt = ''
    if (said === '') return
    handler.open('img', { alt: said })
    handler.close('img')
  }
  return {
    open(name, attributes) {
      sayName()
      if (name === 'a') inElsewhere = !hasContentTarget(attributes['href'] ?? '')
      if (depth === 0 && !inElsewhere && isSign(name, attributes)) alt = attributes['aria-label'] ?? ''
      if (name === 'svg') sayName()
      if (depth === 0 && name !== 'svg') return handler.open(name, attributes)
      depth++
      if (inText > 0) inText++
      else if (name === 'text') {
        inText = 1
        handler.open('p', attributes)
      }
    },
    close(name) {
      sayName()
      if (name === 'a') inElsewhere = false
      if (depth === 0) return handler.close(name)
      depth--
      if (inText === 0) return
      inText--
      if (inText === 0) handler.close('p')
    },
    text(text) {
      if (/[\p{L}\p{N}]/u.test(text)) alt = ''
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
