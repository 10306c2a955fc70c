import { wholeCharacters } from '../../domain/text/cut-text.ts'
import type { RankedPassage } from '../../domain/passage.ts'
import { splitSentences } from '../../domain/text/sentences.ts'

/** A longer "sentence" is a table or a list without full stops; it is cut at white space, so that a quote stays readable. */
const maxSentence = 480
/** Something a person would call a statement has at least this many words. */
const fewestWords = 3

/** A piece of a passage that can be quoted. */
export interface Sentence<P extends RankedPassage> {
  readonly passage: P
  /** Position in the document's stored text, end exclusive. */
  readonly start: number
  readonly end: number
  /** Verbatim. */
  readonly text: string
}

/** The sentences of the passages in reading order. One that stands in two passages is given once. */
export function sentencesOf<P extends RankedPassage>(passages: readonly P[]): Sentence<P>[] {
  return distinct(passages.flatMap(statementsOf))
}

function statementsOf<P extends RankedPassage>(passage: P): Sentence<P>[] {
  const pieces = splitSentences(passage.text).flatMap((span) => cutLong(passage.text, span.start, span.end))
  const statements = pieces.filter(({ start, end }) => countWords(passage.text.slice(start, end)) >= fewestWords)
  // A passage of a word or two is all there is to quote.
  return (statements.length > 0 ? statements : pieces).map(({ start, end }) => ({
    passage,
    start: passage.start + start,
    end: passage.start + end,
    text: passage.text.slice(start, end),
  }))
}

function cutLong(text: string, start: number, end: number): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = []
  let from = start
  while (end - from > maxSentence) {
    const space = text.slice(from, from + maxSentence).search(/\s\S*$/u)
    // Not a single space in that many characters: cut between two characters, never inside a surrogate pair.
    const length = space > 0 ? space : wholeCharacters(text, from + maxSentence) - from
    pieces.push({ start: from, end: from + length })
    from += length
    while (from < end && /\s/u.test(text.charAt(from))) from += 1
  }
  if (from < end) pieces.push({ start: from, end })
  return pieces
}

function countWords(text: string): number {
  // Scripts without spaces have no words to count; their sentences are long enough by characters.
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  return words === 1 && text.length >= 20 ? fewestWords : words
}

function distinct<P extends RankedPassage>(candidates: readonly Sentence<P>[]): Sentence<P>[] {
  const seen = new Set<string>()
  return candidates.filter(({ text }) => {
    const key = text.toLowerCase().replace(/\s+/gu, ' ')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
