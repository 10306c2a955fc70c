import { fold } from '../../../../domain/text/fold.ts'
import { thingAsked } from './thing-asked.ts'

/** The office or the like of "¿quién es la nueva presidenta?", "who is the treasurer of the club?". Folded. */
const whoAsked =
  /\bquien(?:es)? (?:es|son|fue|era|sera) (?:el|la|nuestr[oa]|su|mi|tu) (?:nuev[oa] |actual |anterior )?([a-z]{4,})|\bwho (?:is|was|will be) (?:the|our|your|my) (?:new |current |former )?([a-z]{4,})/
/** What stands before "is" and a name, within a clause. As it is written. */
const isSomebody =
  /([^.,;:\n]{1,80})\s(?:es|ser[aá]|fue|era|is|was|will be)\s(?:(?:don|do[ñn]a|D\.ª?|Dña\.|Mrs?\.?|Ms\.?|Dr[a]?\.?)\s)?\p{Lu}\p{Ll}+\s(?:de\s|del\s)?\p{Lu}\p{Ll}/gu

/** A name, and what stands behind it and its comma, or below it: "Inmaculada Seoane, directora". As it is written. */
const nameBefore =
  /(?<=\p{Lu}[\p{L}'’-]{1,20}(?:\s(?:de|del|la|DE|DEL|LA)){0,2}\s\p{Lu}[\p{L}'’-]{1,20}(?:,\s|\s?\n{1,2}))(?:(?:el|la|the|our|EL|LA)\s)?(\p{L}+)/gu

/** Whether a text says who is what is asked for: "La presidenta será Rosa Meliá", "Inmaculada Seoane, directora". */
export function saysWhoItIs(asked: string, text: string): boolean {
  const thing = thingAsked(whoAsked, asked)
  if (thing === undefined) return false
  if (Array.from(text.matchAll(nameBefore)).some(([, word = '']) => fold(word) === thing)) return true
  return Array.from(text.matchAll(isSomebody)).some(([, before = '']) => {
    const words = fold(before).split(/\W+/)
    return words.includes(thing) && words.at(-1) !== 'no'
  })
}
