import type { ExtractedText } from '../../src/domain/extracted.ts'
import type { Kept } from './titles.ts'
import { lettersOf } from './words.ts'

/** "3. Recambios", "b) otros": a label with the first words behind it, as programs print items of numbered lists. */
const labelled = /^\s*((?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+(\S.{0,30})/iu
/** Shorter beginnings are in a text by chance. */
const fewestLetters = 8

/** Of the numbered items that another program prints and whose words we have, those with the same number. */
export function listNumbersKept({ text }: ExtractedText, printed: string): Kept {
  const ours = lettersOf(text)
  let [all, kept] = [0, 0]
  for (const line of printed.split('\n')) {
    const [, label = '', words = ''] = labelled.exec(line) ?? []
    const said = lettersOf(words)
    if (said.length < fewestLetters || !ours.includes(said)) continue
    all++
    if (ours.includes(lettersOf(label) + said)) kept++
  }
  return { all, kept }
}
