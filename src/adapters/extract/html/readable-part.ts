import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'

/** Building a tree costs about 30 times the page; past these the plain walk has to do. */
const maxTreeChars = 3 * 1024 * 1024
const maxTreeElements = 100_000

export interface ReadablePart {
  readonly html: string
  readonly title: string | null
}

/** The main content of a page without navigation, advertising and footers; null when none can be told apart. */
export function readablePart(html: string, elements: number): ReadablePart | null {
  if (html.length > maxTreeChars || elements > maxTreeElements) return null
  try {
    const { document } = parseHTML(html)
    const article = new Readability(document, { maxElemsToParse: maxTreeElements, charThreshold: 200 }).parse()
    if (article?.content === undefined || article.content === null) return null
    return { html: article.content, title: article.title ?? null }
  } catch {
    // Readability and its DOM fail on odd pages in many ways (missing body, frames); the plain walk reads them all.
    return null
  }
}
