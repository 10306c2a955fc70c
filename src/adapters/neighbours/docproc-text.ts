import type { Block, ExtractedText, Page } from '../../domain/extracted.ts'
import { limitMarks } from '../../domain/text/combining-marks.ts'
import { visibleText } from '../../domain/text/visible-text.ts'
import { createBreather } from '../../flow/breathe.ts'
import { overlapOf } from './join-overlapping.ts'

/** A window of the original's docproc-service over the words of a page, or of a whole document. */
export interface DocprocChunk {
  readonly text: string
  readonly page: number | null
}

/**
 * The text behind the windows, each page a paragraph: what they have in common with the one before is left out. The service
 * knows no headings, tables or titles. Without words an empty text.
 * @param paged whether its numbers are those of pages; otherwise the windows are those of one text.
 */
export async function textOfDocproc(chunks: readonly DocprocChunk[], paged: boolean): Promise<ExtractedText> {
  const breathe = createBreather()
  const parts: { readonly page: number | null; readonly words: string[] }[] = []
  let before: readonly string[] = []
  for (const chunk of chunks) {
    await breathe()
    const page = paged ? chunk.page : null
    const words = wordsOf(chunk.text)
    const last = parts.at(-1)
    if (last !== undefined && last.page === page) {
      for (const word of words.slice(overlapOf(before, words))) last.words.push(word)
    } else if (words.length > 0) {
      parts.push({ page, words: [...words] })
    }
    before = words
  }
  return layOut(parts)
}

function wordsOf(text: string): string[] {
  return limitMarks(visibleText(text)).normalize('NFC').split(/\s+/u).filter(Boolean)
}

function layOut(parts: readonly { readonly page: number | null; readonly words: readonly string[] }[]): ExtractedText {
  const texts = parts.map(({ words }) => words.join(' '))
  const blocks: Block[] = []
  let start = 0
  for (const { length } of texts) {
    blocks.push({ kind: 'paragraph', start, end: start + length })
    start += length + 2
  }
  return {
    text: texts.join('\n\n'),
    blocks,
    pages: pagesOf(parts, blocks),
    pagesApproximate: false,
    tables: [],
    title: null,
    warnings: [],
  }
}

/** None unless every part says which it stands on, in rising order: half of them would send a reader to the wrong ones. */
function pagesOf(parts: readonly { readonly page: number | null }[], blocks: readonly Block[]): Page[] {
  const pages: Page[] = []
  for (const [at, { page }] of parts.entries()) {
    const block = blocks[at]
    if (page === null || page <= (pages.at(-1)?.number ?? 0) || block === undefined) return []
    pages.push({ number: page, start: block.start, end: block.end })
  }
  return pages
}
