import type { RankedPassage } from '../../../../domain/passage.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isOfOtherComplement } from './other-complement.ts'
import { isOfOtherContrast } from './other-contrast.ts'
import { isOfOtherName } from './other-name.ts'
import { isOtherNumbered } from './other-numbered.ts'
import { isOfOtherOwner } from './other-owner.ts'
import { isOfOtherSize } from './other-size.ts'

/**
 * Whether it is asked of another one than those that documents tell apart, be it by a number, a size, whose it is, what it is of or by its name.
 * @param ranked best first
 * @param unsaid the words of the question that nothing has, folded
 */
export const isOfAnother = <P extends RankedPassage>(
  asked: string,
  ranked: readonly RankedUnit<P>[],
  unsaid: readonly string[],
): boolean =>
  isOtherNumbered(asked, ranked, unsaid) ||
  isOfOtherSize(asked, ranked) ||
  isOfOtherOwner(asked, ranked) ||
  isOfOtherComplement(asked, ranked) ||
  isOfOtherContrast(asked, ranked) ||
  isOfOtherName(asked, ranked)
