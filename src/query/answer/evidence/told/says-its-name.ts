import { fold } from '../../../../domain/text/fold.ts'
import { thingAsked } from './thing-asked.ts'

/** What it is whose name is asked, on folded text: "¿cómo se llama la inmobiliaria?", "what is the ferry called?". */
const nameAsked =
  /\b(?:como se llaman? (?:(?:el|la|l[ao]s|tu|su|vuestr[oa]) )?|nombre (?:de la|de l[ao]s|del?) |name of (?:the|your) )([a-z]+)|\bwhat(?: is|'s|’s| are) (?:the|your) ([a-z]+) called/
/** A word with what follows it as a name: "Inmobiliaria Costa Sur", "el barco Virgen del Mar". As it is written. */
const named = /(?<!\p{L})(\p{L}+)(?:,?\s(?:["“«]\s?)?\p{Lu}[\p{L}\p{M}.]+)/gu

/** Whether a text says the name of what is asked for directly after what it is. */
export function saysItsName(asked: string, text: string): boolean {
  const thing = thingAsked(nameAsked, asked)
  if (thing === undefined) return false
  return Array.from(text.matchAll(named)).some(([, word = '']) => fold(word) === thing)
}
