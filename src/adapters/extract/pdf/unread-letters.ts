import { codeOf, unreadLetter } from './clean-pdf-text.ts'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'

/** Letters that fonts join into one sign, the commonest first. */
const ligatures = ['fi', 'fl', 'ff', 'ffi', 'ffl'] as const

/** Parts of common Spanish and English words with each of them: whichever gives most words in a document is what a code means. */
const parts: Readonly<Record<(typeof ligatures)[number], RegExp>> = {
  fi: /defin|ofici|ofic|figur|difi|edifi|ifica|notifi|certifi|confi|benefi|ficie|final|finan|fiscal|firm|físi|fich|profes|anfit|gráfi|fij|fin|firs|find|field|fil|five|profit|specif|signif|scient|identif|fi[ct]/u,
  fl: /conflict|conflicto|fluj|influ|refle|infla|flex|flor|flow|float|flat|flag|flu|fle|flaco|flight/u,
  ff: /different|differ|effect|\boff|off\b|staff|affect|effort|buffer|coff|traff|diff|suff|offer|stuff/u,
  ffi: /efficien|office|officia|suffici|difficult|traffic|coefficient|affili|ffici/u,
  ffl: /offline|affluent|shuffl|waffl|baffl|muffl|raffl|scuffl/u,
}

/**
 * Pages in which the letters that fonts leave unexplained are read where that is possible: inside of words they are
 * ligatures nearly always, one and the same for each code. The others become U+FFFD and are counted.
 */
export function readUnread(pages: readonly PdfPage[]): PdfPage[] {
  const words = new Map<number, string[]>()
  for (const { lines } of pages) {
    for (const { text } of lines) {
      if (text.search(unreadLetter) !== -1) collect(text, words)
    }
  }
  if (words.size === 0) return [...pages]
  const meanings = new Map([...words].map(([code, found]) => [code, meaningOf(code, found)] as const))
  return pages.map((page) => withMeanings(page, meanings))
}

function collect(text: string, words: Map<number, string[]>): void {
  for (const word of text.toLowerCase().split(/[^\p{L}\ue700-\ue71f]+/u)) {
    for (const letter of word.match(unreadLetter) ?? []) {
      const list = words.get(codeOf(letter)) ?? []
      words.set(codeOf(letter), list)
      if (list.length < 500 && word.length > 2) list.push(word)
    }
  }
}

/** Null when it is no ligature: it stands alone, or no reading of it gives words. */
function meaningOf(code: number, words: readonly string[]): string | null {
  let best: { readonly meaning: string | null; readonly hits: number } = { meaning: null, hits: 0 }
  const letter = String.fromCharCode(0xe700 + code)
  for (const meaning of ligatures) {
    const hits = words.filter((word) => parts[meaning].test(word.replaceAll(letter, meaning))).length
    if (hits > best.hits) best = { meaning, hits }
  }
  return best.hits * 4 >= words.length ? best.meaning : null
}

function withMeanings(page: PdfPage, meanings: ReadonlyMap<number, string | null>): PdfPage {
  let unknown = 0
  const read = (text: string): string =>
    text.replace(unreadLetter, (letter) => {
      const meaning = meanings.get(codeOf(letter)) ?? null
      if (meaning === null) unknown++
      return meaning ?? '\ufffd'
    })
  const lines = page.lines.map((line): PdfLine => {
    if (line.text.search(unreadLetter) === -1) return line
    const text = read(line.text)
    const counted = unknown
    const cells = line.cells.map((cell) => ({ ...cell, text: read(cell.text) }))
    unknown = counted
    return { ...line, text, cells }
  })
  return { ...page, lines, unknownLetters: page.unknownLetters + unknown }
}
