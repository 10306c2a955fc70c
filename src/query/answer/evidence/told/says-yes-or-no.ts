import type { RankedPassage } from '../../../../domain/passage.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'

/** "Mascotas: no" says whether pets are admitted, without the verb. */
export function saysYesOrNo<P extends RankedPassage>({ kind, text, match }: RankedUnit<P>): boolean {
  return kind === 'label' && match.covered > 0 && /:\s*(?:s[ií]|no|yes|none|ningun[oa])(?![\p{L}\d])/iu.test(text)
}
