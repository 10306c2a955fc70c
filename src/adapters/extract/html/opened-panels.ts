import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'

/** What is closed, shared or a matter of research is no button that closes, shares or searches. */
const ofFrame = /nav|menu|burger|(?<!re)search|dropdown|share(?!d)|modal|close(?!d)/i
const ofAccordion = /accordion|akkordeon|acordeon|faq|collapsible|expander|question|pregunta/i
/** There a button opens a menu. */
const ofPage = new Set(['header', 'footer', 'nav', 'form'])
const headingName = /^h[1-6]$/
const mostPanels = 5_000

/**
 * Passes on what opens a folded part of the text as its name, and that part as it is once it is open: an answer below its question,
 * what stands under a tab. Other buttons do something, and say nothing.
 */
export function withOpenedPanels(handler: HtmlHandler): HtmlHandler {
  const panels = new Set<string>()
  const renamed: string[] = []
  let headings = 0
  let inFrame = 0
  const note = (attributes: Attributes): void => {
    const targets = [attributes['aria-controls'], attributes['data-bs-target'], attributes['data-target']]
    for (const target of [...targets, attributes['href']]) {
      const id = target?.trim().replace(/^#/, '') ?? ''
      if (id !== '' && panels.size < mostPanels) panels.add(id)
    }
  }
  return {
    open(name, attributes) {
      const isOpener = opensText(name, attributes, { inHeading: headings > 0, inFrame: inFrame > 0 })
      if (isOpener || attributes['role'] === 'tab') note(attributes)
      if (headingName.test(name)) headings++
      if (ofPage.has(name)) inFrame++
      const shown = isOpener ? (headings > 0 ? 'span' : 'div') : name
      renamed.push(shown)
      handler.open(shown, panels.has(attributes['id'] ?? '') ? unfolded(attributes) : attributes)
    },
    close(name) {
      if (headingName.test(name)) headings--
      if (ofPage.has(name)) inFrame--
      handler.close(renamed.pop() ?? name)
    },
    text: (text) => handler.text(text),
  }
}

function opensText(
  name: string,
  attributes: Attributes,
  { inHeading, inFrame }: { readonly inHeading: boolean; readonly inFrame: boolean },
): boolean {
  const named = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.slice(0, 500)
  if (ofFrame.test(named)) return false
  const isAccordion =
    (attributes['data-bs-toggle'] ?? attributes['data-toggle']) === 'collapse' || ofAccordion.test(named)
  if (name === 'button') return isAccordion || inHeading || (!inFrame && disclosesPart(attributes))
  return name === 'a' && isAccordion && /^(?:#.*)?$/.test(attributes['href'] ?? '')
}

/** It says which part of the page it shows and hides. */
function disclosesPart(attributes: Attributes): boolean {
  const { 'aria-controls': part = '', 'aria-expanded': expanded, 'aria-haspopup': popup } = attributes
  return expanded !== undefined && part !== '' && !ofFrame.test(part) && popup === undefined
}

function unfolded(attributes: Attributes): Attributes {
  const { hidden: _hidden, style: _style, ...others } = attributes
  return others
}
