import { blockElements } from './elements.ts'
import type { Attributes } from './elements.ts'
import type { HtmlHandler } from './html-guard.ts'

/** What is closed, shared or a matter of research is no button that closes, shares or searches. */
const ofFrame = /nav|menu|burger|(?<!re)search|dropdown|share(?!d)|modal|close(?!d)/i
const ofAccordion = /accordion|akkordeon|acordeon|faq|collapsible|expander|question|pregunta/i
/** What belongs to who visits a site, and not to what it says. */
const ofShop = /(?:^|[-_])(?:cart|basket|filters?|lang(?:uages?)?|account|login|cookies?)(?:$|[-_])/i
/** There a button opens a menu. */
const ofPage = new Set(['header', 'footer', 'nav', 'form'])
const headingName = /^h[1-6]$/
const mostPanels = 5_000
const longestName = 100

/**
 * Passes on what opens a folded part of the text as its name, and that part as it is once it is open: an answer below its question,
 * what stands under a tab below its name. Other buttons do something, and say nothing.
 */
export function withOpenedPanels(handler: HtmlHandler): HtmlHandler {
  /** By the name of the tab over it, which is empty where something else opens it. */
  const panels = new Map<string, string>()
  /** The tab that is open: its words so far, and the elements inside of it. */
  let tab: { readonly panels: readonly string[]; name: string; depth: number } | null = null
  const renamed: string[] = []
  let headings = 0
  let inFrame = 0
  const note = (attributes: Attributes): readonly string[] => {
    const targets = [attributes['aria-controls'], attributes['data-bs-target'], attributes['data-target']]
    const ids = [...targets, attributes['href']].map((target) => target?.trim().replace(/^#/, '') ?? '')
    const found = ids.filter((id) => id !== '' && panels.size < mostPanels)
    for (const id of found) panels.set(id, '')
    return found
  }
  const readTab = (name: string, attributes: Attributes): void => {
    if (tab !== null) {
      tab.depth++
      if (blockElements.has(name)) tab.name += ' '
    } else if (attributes['role'] === 'tab') tab = { panels: note(attributes), name: '', depth: 1 }
  }
  const closeTab = (): void => {
    if (tab === null || --tab.depth > 0) return
    const name = tab.name.replace(/\s+/g, ' ').trim()
    for (const id of tab.panels) panels.set(id, name.length <= longestName ? name : '')
    tab = null
  }
  const sayTab = (name: string): void => {
    if (name === '') return
    handler.open('p', {})
    handler.text(name)
    handler.close('p')
  }
  return {
    open(name, attributes) {
      const isOpener = opensText(name, attributes, { inHeading: headings > 0, inFrame: inFrame > 0 })
      if (isOpener) note(attributes)
      readTab(name, attributes)
      if (headingName.test(name)) headings++
      if (ofPage.has(name)) inFrame++
      const shown = isOpener ? (headings > 0 ? 'span' : 'div') : name
      renamed.push(shown)
      const tabName = panels.get(attributes['id'] ?? '')
      handler.open(shown, tabName === undefined ? attributes : unfolded(attributes))
      sayTab(tabName ?? '')
    },
    close(name) {
      if (headingName.test(name)) headings--
      if (ofPage.has(name)) inFrame--
      closeTab()
      handler.close(renamed.pop() ?? name)
    },
    text(text) {
      if (tab !== null && tab.name.length <= longestName) tab.name += text
      handler.text(text)
    },
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
  return expanded !== undefined && part !== '' && !ofFrame.test(part) && !ofShop.test(part) && popup === undefined
}

function unfolded(attributes: Attributes): Attributes {
  const { hidden: _hidden, style: _style, ...others } = attributes
  return others
}
