import { Readability } from '@mozilla/readability'
import type { PageShape } from './html-guard.ts'
import { pageTree } from './page-tree.ts'

/** Building a tree costs about 30 times the page; past these the plain walk has to do. */
const maxTreeChars = 3 * 1024 * 1024
const maxTreeElements = 50_000
/**
 * The library looks at the text of an element again for each one around it, several times, and linkedom keeps a node for
 * every piece of text. Pages people write have 3 to 30 characters and about 2 pieces an element, and 10 to 20 levels;
 * small ones may do as they like.
 */
const smallPage = 1_000
const largePage = 5_000
const minCharsPerElement = 2
const minCharsPerElementOfLarge = 8
const maxPiecesPerElement = 20
const maxMeanDepth = 40

/** The main content of a page, as HTML without navigation, advertising and footers; null when none can be told apart. */
export function readablePart(html: string, shape: PageShape, textChars: number): string | null {
  if (html.length > maxTreeChars || !isWorthATree(shape, textChars)) return null
  try {
    const options = { maxElemsToParse: maxTreeElements, charThreshold: 200, disableJSONLD: true }
    return new Readability(pageTree(html), options).parse()?.content ?? null
  } catch {
    // Readability and its DOM fail on odd pages in many ways (missing body, frames); the plain walk reads them all.
    return null
  }
}

function isWorthATree({ elements, depths, pieces }: PageShape, textChars: number): boolean {
  const size = Math.max(elements, smallPage)
  if (elements > maxTreeElements || depths > maxMeanDepth * size || pieces > maxPiecesPerElement * size) return false
  const least = elements > largePage ? minCharsPerElementOfLarge : minCharsPerElement
  return elements <= smallPage || textChars >= least * elements
}
