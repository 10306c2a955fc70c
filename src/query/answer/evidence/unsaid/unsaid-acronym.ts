import { fold } from '../../../../domain/text/fold.ts'
import { isShouted } from '../../../../domain/text/shouted.ts'

/** "What is an SLO?", "¿Qué significa el ROI?" As it is written. */
const asked =
  /(?:what (?:is|are|does)|qu[eé] (?:es|son|significan?|quiere decir))(?: an?| the| el| la| los| las| una?)? (\p{Lu}[\p{Lu}\d]{1,5})(?![\p{L}\p{N}-])/iu

/** Words that have no letter in an acronym. Folded. */
const small: ReadonlySet<string> = new Set(
  'de del la las el los y e en a al para por of the and for in to on with a an'.split(' '),
)

/**
 * Whether it is asked what some capitals stand for that nothing has, neither together nor word by word: another acronym is near, and no answer.
 * @param unsaid the words of the question that nothing has, folded
 * @param texts what was found
 */
export function lacksAcronym(question: string, unsaid: readonly string[], texts: readonly string[]): boolean {
  const acronym = asked.exec(question)?.[1] ?? ''
  if (acronym === '' || isShouted(question) || !isShouted(acronym) || !unsaid.includes(fold(acronym))) return false
  return !texts.some((text) => initialsOf(text).includes(fold(acronym)))
}

function initialsOf(text: string): string {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .filter((word) => !small.has(word))
    .map((word) => word.charAt(0))
    .join('')
}
