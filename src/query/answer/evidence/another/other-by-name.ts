import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { oneOrSeveral, withoutPlural } from '../../../../domain/text/plurals.ts'

/** What says no name behind a thing or before it: "la sala pequeña", "the whole room". Folded. */
const noName =
  /^(?:mas|menos|muy|todo|toda|cada|cual|grand|pequen|mejor|peor|barat|car|nuev|viej|normal|estandar|basic|general|entero|enter|complet|individual|principal|whole|entire|full|large|small|big|cheap|expensive|best|new|old|first|last|next|same|other|main|basic|standard|each|every|meeting|single|double|doble|triple)[a-z]{0,4}$|^[a-z]{3,}est$/

/** What stands behind a name and not behind a verb, which has its object or what it asks there: "en la sala caben veinte". Folded. */
const endsName = '(?=\\W*$|[^a-z ]| (?:del?|en|para|por|con|sin|al?|hasta|desde|hoy|manana|y|o|que|es|esta|tiene)\\b)'

/**
 * Whether something of a table is asked of one that it does not have: "el aforo de la sala amarilla" of a table of rooms, none of which
 * is called so.
 * @param head names of its columns, of which the first says what its rows are
 * @param unsaid the words of the question that nothing has, folded
 */
export function isOtherByName(question: string, head: string, unsaid: readonly string[]): boolean {
  const [thing = ''] = /^[a-z]{4,}/.exec(fold(head).replace(/^\W+/, '').split('|')[0]?.trim() ?? '') ?? []
  if (thing === '') return false
  const one = withoutPlural(thing)
  const asked = foldQuestion(question)
  const named = [
    ...asked.matchAll(
      new RegExp(`\\b(?:de|en|para|a|por) ?(?:l?a|e?l|l[ao]s) ${one}${oneOrSeveral} ([a-z]{3,})${endsName}`, 'g'),
    ),
    ...asked.matchAll(new RegExp(`\\b(?:the|a) ([a-z]{3,}) ${one}${oneOrSeveral}\\b`, 'g')),
  ]
  return named.some(([, name = '']) => unsaid.includes(name) && !noName.test(name))
}
