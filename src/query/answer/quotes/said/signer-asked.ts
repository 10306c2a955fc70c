import { fold } from '../../../../domain/text/fold.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import type { Unit } from '../../../../domain/units/unit.ts'

const letter =
  '(?:letter|e-?mail|mail|note|memo|message|notice|circular|memorando|oficio|carta|correo|nota|mensaje|aviso|escrito|comunicado|document|documento)'
/** "Who wrote the letter?", "¿quién firma esto?", "who is the mail from?": of a letter as a whole. Folded. */
const asksForSigner = new RegExp(
  `^\\W*(?:(?:who|quien(?:es)?) (?:has |have |ha )?(?:wrote|writes|written|sent|sends|signed|signs|firma|firmo|firmado|escribe|escribio|escrito|manda|mando|envia|envio|remite)(?: (?:this|the|it|me|us|la|el|esta|este|esto|lo|nos|${letter}))*|(?:who is|who's) (?:the |this )?${letter} from|de quien es (?:la |el |esta |este )?${letter})\\W*$`,
)
const closing =
  '(?:yours (?:sincerely|faithfully|truly)|(?:(?:with )?(?:kind|best|warm) )?regards|best wishes|best|sincerely|cheers|all the best|(?:yours )?respectfully|respectfully yours|sincerely yours|(?:muy )?(?:atentamente|cordialmente|respetuosamente)|atte\\.?|(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|un abrazo|fdo\\.?|firmado|signed)[,.:]*'
/** What closes a letter on a line of its own only: "thanks Dana Wills for her help" is a sentence. */
const thanks = '(?:(?:many )?thanks|thank you|yours|(?:muchas )?gracias)[,.:!]*'
const behindClosing = new RegExp(`(?:^|\\n)\\W*(?:${closing}|${thanks})\\s*$`)
const withClosing = new RegExp(`^\\W*${closing}\\s`)
const sender = /^\W*(?:from|de|remitente|sender):/
/** As it is written. */
const beginsWithName =
  /^(?:\p{Lu}\p{Ll}{1,4}\.\s)?\p{Lu}[\p{L}'’-]{1,20}(?:\s(?:(?:de|del|de la|van|von)\s)?\p{Lu}[\p{L}.'’-]{0,20}){1,3}(?=$|[\s,.;-])/u
/** Characters before a name. */
const lookedBack = 60

/** The units that say who signed a letter or sent a mail, by their index, where that is all that a folded question asks. */
export function signersAsked<P extends RankedPassage>(
  question: string,
  units: readonly Unit<P>[],
): ReadonlySet<number> {
  if (!asksForSigner.test(question)) return new Set()
  return new Set(units.flatMap((unit, at) => (isSigner(unit) ? [at] : [])))
}

function isSigner({ kind, text, start, passage }: Unit<RankedPassage>): boolean {
  if (kind !== 'sentence' && kind !== 'label') return false
  const folded = fold(text)
  if (sender.test(folded)) return true
  const own = withClosing.exec(folded)
  const name = own === null ? text : text.slice(own[0].length).trimStart()
  if (!beginsWithName.test(name)) return false
  const at = start - passage.start
  return own !== null || behindClosing.test(fold(passage.text.slice(Math.max(0, at - lookedBack), at)))
}
