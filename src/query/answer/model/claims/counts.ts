import { readNumber } from './read-number.ts'
import { writtenNumber } from '../../../../domain/text/number-words.ts'

/** Something in the plural, and how many of it a text says there are: `dos o tres copias`. */
export interface Count {
  /** Folded. */
  readonly noun: string
  /** The numbers before it, the nearest one last; none where it is not counted. */
  readonly numbers: readonly CountedNumber[]
}

export interface CountedNumber {
  /** As it is written, folded. */
  readonly text: string
  readonly keys: readonly string[]
  /** `cada 3 copias`, and not `Room 12 costs`, where the number belongs to what stands before it. */
  readonly certain: boolean
}

const token = /\d+(?:[.,]\d+)*|\p{L}+/gu
/** Between numbers and what they count: `dos (2) copias`, `10, 15 y 30 copias`. */
const gap = /^[ (),/-]{1,3}$/
const between =
  /^(?:[aoyeu]|or|and|to|hasta|primer[oa]s|ultim[oa]s|siguientes|proxim[oa]s|otr[oa]s|nuev[oa]s|first|last|next|other|more|new|further)$/
/** Digits after one of these are no name's: `Mesa 3`, `Room 12`. */
const opens =
  /^(?:de|en|a|al|con|cada|por|son|es|hay|las|los|sus|tras|hasta|maximo|minimo|solo|of|in|is|are|be|has|have|with|every|the|for|after|within|only|least|most)$/
/** What a sign, an abbreviation or digits may stand for elsewhere in the text: `10 €`, `24 h`, `2.000.000`. */
const withSign =
  /^(?:euros|dolares|dollars|libras|pounds|pesos|centimos|cents|kilos|kilogramos|gramos|grams|toneladas|tons|litros|litres|liters|metros|metres|meters|centimetros|milimetros|kilometros|kilometres|kilometers|miles|grados|degrees|horas|hours|minutos|minutes|segundos|seconds|vatios|watts|millones|millions)$/
const plural = /^\p{L}{3,}s$/u

/** What a folded text says in the plural, with the numbers right before it. Linear. */
export function countsOf(folded: string): readonly Count[] {
  const found = [...folded.matchAll(token)]
  const words = found.map(([text]) => text)
  const counts: Count[] = []
  let numbers: CountedNumber[] = []
  let end = 0
  for (let at = 0; at < words.length; at += 1) {
    const text = words[at] ?? ''
    const start = found[at]?.index ?? 0
    if (!gap.test(folded.slice(Math.max(end, start - 4), start))) numbers = []
    end = start + text.length
    const written = writtenNumber(words, at)
    if (/^\d/.test(text)) {
      const certain = numbers.length > 0 || opens.test(words[at - 1] ?? '')
      numbers.push({ text, keys: readNumber(text), certain })
    } else if (written !== null) {
      at += written.length - 1
      end = (found[at]?.index ?? 0) + (words[at]?.length ?? 0)
      numbers.push({ text: folded.slice(start, end), keys: [`n${written.value}`], certain: true })
    } else if (!between.test(text)) {
      if (plural.test(text) && !withSign.test(text)) counts.push({ noun: text, numbers })
      numbers = []
    }
  }
  return counts
}
