import type { RankedPassage } from '../../domain/passage.ts'
import { tagPassages, type TaggedPassage } from './cite.ts'
import { weighed } from './quotes/quote-weights.ts'
import { passagesRead } from '../find/passages-read.ts'
import type { RankedUnit } from './quotes/rank-units.ts'

/**
 * What a point of the best unit's score counts beside the fused score of its passage. From .3 to .6 nDCG@10 of SQuAD in Spanish is .887,
 * without units .876; of questions on paragraphs of the other language .959 and .948, of XQuAD in one language .983 either way. From .5
 * on SciFact loses.
 */
const unitShare = 0.4

/** What one of the reader's log-odds counts beside that; from .2 to .4 nDCG@10 changes by .002 (docs/decisions/0240). */
const readingShare = 0.3

export interface OrderedPassages {
  /** Best first. */
  readonly passages: readonly TaggedPassage[]
  /** The same units in the same order, of these passages. */
  readonly ranked: readonly RankedUnit<TaggedPassage>[]
}

/**
 * The passages whose units were ranked, by what the fusion, the best of their units and what a reader says of these say together; the
 * others follow as they were. A passage is mostly about something else than its best unit, and the legs only see it as a whole. Scores stay
 * in falling order.
 * @param ranked best first; those that are close were read, where there is a reader
 */
export function orderPassages(
  passages: readonly RankedPassage[],
  ranked: readonly RankedUnit<RankedPassage>[],
): OrderedPassages {
  const best = highestOf(ranked, ownScore)
  const readings = highestOf(ranked, ({ reading }) => reading)
  // one that only repeats what stands in others has no unit of its own
  const least = Math.min(...best.values())
  // of those that nobody read nothing is known that speaks against them
  const [first] = ranked
  const unread = (first === undefined ? undefined : readings.get(first.passage.id)) ?? 0
  const lowest = Math.min(unread, ...readings.values())
  const ordered = passages
    .slice(0, passagesRead)
    .map((passage) => {
      const own = (best.get(passage.id) ?? least) - least
      const read = (readings.get(passage.id) ?? unread) - lowest
      return { ...passage, score: passage.score + (best.size === 0 ? 0 : unitShare * own + readingShare * read) }
    })
    .toSorted((a, b) => b.score - a.score)
  return withTags([...ordered, ...passages.slice(passagesRead)], ranked)
}

/** The highest value of any unit, by passage; passages whose units have none are left out. */
function highestOf(
  ranked: readonly RankedUnit<RankedPassage>[],
  valueOf: (unit: RankedUnit<RankedPassage>) => number | null,
): ReadonlyMap<string, number> {
  const highest = new Map<string, number>()
  for (const unit of ranked) {
    const value = valueOf(unit)
    if (value === null) continue
    const { id } = unit.passage
    highest.set(id, Math.max(highest.get(id) ?? value, value))
  }
  return highest
}

/** As they were found, under their names. */
export function withTags(
  passages: readonly RankedPassage[],
  ranked: readonly RankedUnit<RankedPassage>[],
): OrderedPassages {
  const tagged = tagPassages(passages)
  const byId = new Map(tagged.map((passage) => [passage.id, passage]))
  return {
    passages: tagged,
    ranked: ranked.flatMap((unit) => {
      const passage = byId.get(unit.passage.id)
      return passage === undefined ? [] : [{ ...unit, passage }]
    }),
  }
}

/** What is known of a unit without the score of its passage, and without how near it is when it is embedded alone, which few are. */
function ownScore({ features }: RankedUnit<RankedPassage>): number {
  return weighed({ ...features, passage: 0, aloneUnsure: 0 })
}
