import type { RankedPassage } from '../../../domain/passage.ts'
import { withFullerRowFirst } from './fuller-row.ts'
import type { RankedUnit } from './rank-units.ts'
import { withTextBelowFirst } from './text-below-heading.ts'

/** Units by their scores, but for what no score tells: text goes before its heading, and the fuller one of two rows before the other. */
export const orderByRules = <P extends RankedPassage>(ranked: readonly RankedUnit<P>[]): readonly RankedUnit<P>[] =>
  withFullerRowFirst(withTextBelowFirst(ranked))
