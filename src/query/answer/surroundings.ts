import type { Line } from '../../domain/outline.ts'
import type { Passage } from '../../domain/passage.ts'
import { splitSentences } from '../../domain/text/sentences.ts'

/** Characters before and behind a quote that are still its surroundings; sentences that begin or end further away are not. */
const reach = 350

/**
 * A quote with the sentences, rows or items around it in its passage, as one piece of the document: a quote alone loses what the
 * passage has. `start` and `end` are those of the quote.
 */
export function surroundingsOf(
  { text, start: offset }: Pick<Passage, 'text' | 'start'>,
  start: number,
  end: number,
): Line {
  const [from, to] = [start - offset, end - offset]
  let [first, last] = [from, to]
  for (const sentence of splitSentences(text)) {
    if (sentence.end <= from && sentence.start >= from - reach) first = Math.min(first, sentence.start)
    if (sentence.start >= to && sentence.end <= to + reach) last = Math.max(last, sentence.end)
    // the quote may begin or end inside of a sentence that is too long to be quoted
    if (sentence.start < from && sentence.end > from && sentence.start >= from - reach)
      first = Math.min(first, sentence.start)
    if (sentence.start < to && sentence.end > to && sentence.end <= to + reach) last = Math.max(last, sentence.end)
  }
  return { start: offset + first, end: offset + last, text: text.slice(first, last) }
}
