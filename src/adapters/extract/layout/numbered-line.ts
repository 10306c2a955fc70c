import { leadingOrdinal } from '../../../domain/text/ordinals.ts'

const numbered = /^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[\p{Lu}¿¡"«“]/u
const capital = /^\p{Lu}/u

/** Whether a line begins a clause or a section of its own: "3.3 Call-outs caused by vandalism", "Tercera. Averías". */
export function isNumberedLine(line: string): boolean {
  const text = line.trim()
  return numbered.test(text) || (capital.test(text) && hasOrdinal(text))
}

function hasOrdinal(text: string): boolean {
  const ordinal = leadingOrdinal(text)
  return ordinal !== null && /^\s?[.:)–-]/u.test(text.slice(ordinal.chars))
}
