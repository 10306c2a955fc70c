import { parseHTML } from 'linkedom'
import { walkHtml } from './html-guard.ts'

/** Nothing that is read stands in these. */
const leftOut = new Set(['script', 'style', 'svg', 'template'])
/** More and longer ones say nothing about where the content of a page is. */
const maxAttributes = 40
const maxAttributeChars = 2_000
/** The library takes lists of picture sources apart in time that grows with the square of their length. */
const maxSourceChars = 300

type PageDocument = ReturnType<typeof parseHTML>['document']
type PageElement = ReturnType<PageDocument['createElement']>

/**
 * The tree of a page, from the same walk that counted its elements: the parser inside linkedom closes tags by other rules,
 * so that a page which is flat for one is endlessly deep for the other, and makes a node of every `<` that opens no tag.
 */
export function pageTree(html: string): PageDocument {
  const { document } = parseHTML('')
  const opened: PageElement[] = []
  let text = ''
  let hidden = 0
  const flush = (): void => {
    if (text !== '') opened.at(-1)?.append(document.createTextNode(text))
    text = ''
  }
  walkHtml(html, {
    open(name, attributes) {
      if (hidden > 0 || leftOut.has(name)) {
        hidden++
        return
      }
      flush()
      const element = document.createElement(name)
      for (const [key, value] of Object.entries(attributes).slice(0, maxAttributes)) {
        element.setAttribute(key, shortened(key, value))
      }
      const parent = opened.at(-1) ?? document
      parent.append(element)
      opened.push(element)
    },
    close() {
      if (hidden > 0) {
        hidden--
        return
      }
      flush()
      opened.pop()
    },
    text(piece) {
      if (hidden === 0) text += piece
    },
  })
  return document
}

function shortened(key: string, value: string): string {
  if (key === 'alt') return value
  return value.slice(0, key.includes('src') ? maxSourceChars : maxAttributeChars)
}
