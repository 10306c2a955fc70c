import type { RankedPassage } from '../../../../domain/passage.ts'
import { tableAt } from '../../../../domain/table-at.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { withoutPlural } from '../../../../domain/text/plurals.ts'
import type { Unit } from '../../../../domain/units/unit.ts'
import type { Word } from './match-terms.ts'

/**
 * The rows that begin with a word of the question, by their index among the units: "Penrith station | 7:05" of "the last bus from Penrith", where
 * "Keswick bus station | 7:56" has another word of it. What all the columns are called tells no row apart.
 */
export function rowsNamed<P extends RankedPassage>(
  words: readonly Word[],
  units: readonly Unit<P>[],
): ReadonlySet<number> {
  const asked = new Set(
    words.flatMap(({ word, light, general }) =>
      word === null || light || general || word.length < shortest ? [] : [withoutPlural(word)],
    ),
  )
  return new Set(
    units.flatMap(({ kind, text, passage, start }, at) => {
      const heads = kind === 'row' ? tableAt(passage.tables, start)?.heads : undefined
      if (heads === undefined) return []
      const first = firstWord(text)
      if (!asked.has(first)) return []
      const isHead = heads.some((head) =>
        fold(head)
          .split(/[^a-z\d]+/)
          .map(withoutPlural)
          .includes(first),
      )
      return isHead ? [] : [at]
    }),
  )
}

const shortest = 4
const firstWord = (row: string): string => withoutPlural(/^\W*([\p{L}\d]+)/u.exec(fold(row))?.[1] ?? '')
