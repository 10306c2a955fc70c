import { unreadLetter, unreadReturn } from './clean-pdf-text.ts'
import { foreignLetter } from './foreign-letters.ts'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'
import { meaningsOf } from './unread-meanings.ts'

/** Letters that mean nothing: codes that no font explains, and places of the private area. */
const unknown = /[\ue000-\uefff\uf001-\uf01f\uf100-\uf8ff]/g

/** Those of the private area that are counted where a page is read. */
const counted = /[\ue000-\uefff\uf100-\uf8ff]/

/** Words that stand in any document; its own ones count too. */
const small = 'de la el en los las un una del con por que al lo se su es of the and to in is on for by at or as it be'
const wordEnd = /[^\p{L}\ue000-\uefff\uf001-\uf01f\uf100-\uf8ff]+/u

/**
 * Pages in which the letters that fonts leave unexplained are read where that is possible: inside of words they are
 * ligatures nearly always, one and the same for each code. The others become U+FFFD and are counted; a letter of a foreign script that
 * cannot be read stays, and is counted.
 */
export function readUnread(pages: readonly PdfPage[]): PdfPage[] {
  const words = new Map<string, string[]>()
  for (const { lines } of pages) {
    for (const { text } of lines) {
      if (isUnread(text)) collect(text, words)
    }
  }
  if (words.size === 0) return [...pages]
  const whole = wholeWords(pages)
  const meanings = meaningsOf(words, (text) => whole.has(text))
  return pages.map((page) => withMeanings(page, meanings))
}

function lettersAround(text: string, at: number): number {
  return [text[at - 1], text[at + 1]].filter((sign) => sign !== undefined && /\p{L}/u.test(sign)).length
}

function isUnread(text: string): boolean {
  return text.search(unknown) !== -1 || text.search(foreignLetter) !== -1
}

function collect(text: string, words: Map<string, string[]>): void {
  for (const word of text.toLowerCase().split(wordEnd)) {
    for (const letter of [...(word.match(unknown) ?? []), ...(word.match(foreignLetter) ?? [])]) {
      const list = words.get(letter) ?? []
      words.set(letter, list)
      if (list.length < 500 && word.length > 2) list.push(word)
    }
  }
}

function wholeWords(pages: readonly PdfPage[]): ReadonlySet<string> {
  const found = new Set(small.split(' '))
  for (const { lines } of pages) {
    for (const { text } of lines) {
      for (const word of text.toLowerCase().split(wordEnd)) {
        if (!isUnread(word)) found.add(word)
      }
    }
  }
  return found
}

function withMeanings(page: PdfPage, meanings: ReadonlyMap<string, string>): PdfPage {
  // Letters of the private area are counted already, codes are not. Texts of cells say the same once more.
  let unread = 0
  const readForeign = (text: string): string =>
    text.replace(foreignLetter, (letter) => {
      const meaning = meanings.get(letter.toLowerCase())
      if (meaning === undefined) unread++
      return meaning ?? letter
    })
  const read = (text: string): string =>
    readForeign(text).replace(unknown, (letter, at: number) => {
      // A return that makes no words is one.
      const blank = at === 0 || text[at - 1] === ' ' ? '' : ' '
      const around = lettersAround(text, at)
      // Beside words it is a sign, such as a mark of a list.
      if (around === 0 && letter >= '\uf001' && letter <= '\uf01f') return letter
      const meaning = meanings.get(letter) ?? (letter === unreadReturn ? blank : null)
      const isCode = letter.search(unreadLetter) !== -1 || (around === 2 && letter >= '\uf001' && letter <= '\uf01f')
      if (isCode && meaning === null) unread++
      else if (meaning !== null && letter.search(counted) !== -1 && !isCode) unread--
      return meaning ?? (isCode ? '\ufffd' : letter)
    })
  const lines = page.lines.map((line): PdfLine => {
    if (!isUnread(line.text)) return line
    const text = read(line.text)
    const before = unread
    const cells = line.cells.map((cell) => ({ ...cell, text: read(cell.text) }))
    unread = before
    return { ...line, text, cells }
  })
  return { ...page, lines, unknownLetters: Math.max(0, page.unknownLetters + unread) }
}
