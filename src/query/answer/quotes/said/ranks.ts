// The place that somebody has in a table of ranks: "2 | Noa Ferrer" says who came second.
import { fold } from '../../../../domain/text/fold.ts'
import { ordinalEnding, ordinalOf } from '../../../../domain/text/ordinals.ts'
import type { SaidOtherwise } from './time-spans.ts'

/** "¿Quién quedó segundo?", "who came third", "el cuarto puesto": words of ranks beside an ordinal. Folded. */
const asksForRank =
  /\b(?:qued(?:o|aron|a)|lleg(?:o|aron)|acab(?:o|aron)|termin(?:o|aron)|puesto|posicion|clasificad[oa]s?|came|comes|finished|finishes|ended|place|position|ranked|placed)\b/

const ofRow = (rank: string): RegExp => new RegExp(`^\\|? ?(?:${rank})(?:${ordinalEnding})? ?\\|`)
const anyRank = ofRow('\\d{1,3}')

/** The ordinals of a folded question about ranks, each with its number. */
export function ranksAsked(folded: string): ReadonlyMap<string, number> {
  if (!asksForRank.test(folded)) return new Map()
  const words = folded.match(/[a-z]+/g) ?? []
  return new Map(
    words.flatMap((word) => {
      const rank = ordinalOf(word)
      return rank === null ? [] : [[word, rank] as const]
    }),
  )
}

/** Whether a row begins with the number of a rank. On folded text. */
export const atRank = (rank: number): SaidOtherwise => ofRow(String(rank))

/**
 * Whether a rank is asked for and rows begin with other ones, and nothing says it otherwise: nobody came eighth of five.
 * @param row text of the best unit
 */
export function isOfOtherRank(question: string, row: string, texts: readonly string[]): boolean {
  const ranks = [...ranksAsked(fold(question)).values()]
  if (ranks.length === 0 || !anyRank.test(fold(row))) return false
  const rows = texts.flatMap((text) => fold(text).split('\n'))
  return ranks.every((rank) => !rows.some((line) => atRank(rank).test(line) || saysOrdinal(rank, line)))
}

/** "3rd lorry", "tercera entrega": a row of any number may be that one's. */
const saysOrdinal = (rank: number, line: string): boolean =>
  new RegExp(`(?<![\\d.,])${rank}${ordinalEnding}(?![a-z\\d])`).test(line) ||
  (line.match(/[a-z]+/g) ?? []).some((word) => ordinalOf(word) === rank)
