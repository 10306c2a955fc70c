import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { thingAsked } from './thing-asked.ts'

/** One thing: "número de socios" counts. Folded. */
const numberAsked =
  /\bnumero (?:de (?:la |el )?|del )([a-z]{4,}[^s\W])\b|\b(?:number of (?:the|this|our|your) ([a-z]{4,})|(?:what is|what's) the ([a-z]{4,}) number)\b/

/** Whether a text has the number of a thing right behind its word: "Pedido P-0098", "Invoice no. 2025/7". */
export function saysItsNumber(asked: string, text: string): boolean {
  const thing = thingAsked(numberAsked, asked)
  if (thing === undefined) return false
  return new RegExp(`\\b${thing}:? (?:(?:numero|num|no|nr|number)\\b\\.? ?|# ?)?[a-z]{0,4}[-/.]?\\d[\\d./-]*\\d`).test(
    foldQuestion(text),
  )
}
