import { unreadLetter } from './clean-pdf-text.ts'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'

/** Letters that mean nothing: codes that no font explains, and places of the private area. */
const unknown = /[\ue000-\uefff\uf001-\uf01f\uf100-\uf8ff]/g

/** Those of the private area that are counted where a page is read. */
const counted = /[\ue000-\uefff\uf100-\uf8ff]/

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
  const words = new Map<string, string[]>()
  for (const { lines } of pages) {
    for (const { text } of lines) {
      if (text.search(unknown) !== -1) collect(text, words)
    }
  }
  if (words.size === 0) return [...pages]
  const meanings = new Map([...words].map(([letter, found]) => [letter, meaningOf(letter, found)] as const))
  return pages.map((page) => withMeanings(page, meanings))
}

function collect(text: string, words: Map<string, string[]>): void {
  for (const word of text.toLowerCase().split(/[^\p{L}\ue000-\uefff\uf001-\uf01f\uf100-\uf8ff]+/u)) {
    for (const letter of word.match(unknown) ?? []) {
      const list = words.get(letter) ?? []
      words.set(letter, list)
      if (list.length < 500 && word.length > 2) list.push(word)
    }
  }
}

/** Null when it is no ligature: it stands alone, or no reading of it gives words. */
function meaningOf(letter: string, words: readonly string[]): string | null {
  let best: { readonly meaning: string | null; readonly hits: number } = { meaning: null, hits: 0 }
  for (const meaning of ligatures) {
    const hits = words.filter((word) => parts[meaning].test(word.replaceAll(letter, meaning))).length
    if (hits > best.hits) best = { meaning, hits }
  }
  return best.hits * 4 >= words.length ? best.meaning : null
}

function withMeanings(page: PdfPage, meanings: ReadonlyMap<string, string | null>): PdfPage {
  // Letters of the private area are counted already, codes are not. Texts of cells say the same once more.
  let unread = 0
  const read = (text: string): string =>
    text.replace(unknown, (letter) => {
      const meaning = meanings.get(letter) ?? null
      const isCode = letter.search(unreadLetter) !== -1
      if (isCode && meaning === null) unread++
      else if (meaning !== null && letter.search(counted) !== -1 && !isCode) unread--
      return meaning ?? (isCode ? '\ufffd' : letter)
    })
  const lines = page.lines.map((line): PdfLine => {
    if (line.text.search(unknown) === -1) return line
    const text = read(line.text)
    const before = unread
    const cells = line.cells.map((cell) => ({ ...cell, text: read(cell.text) }))
    unread = before
    return { ...line, text, cells }
  })
  return { ...page, lines, unknownLetters: Math.max(0, page.unknownLetters + unread) }
}
