import { askingWords } from '../../../../domain/text/asking-words.ts'

/** "¿Hay sauna?": yes or no, and none of the kinds of answers, whatever its words. Folded question. */
export function asksWhether(folded: string): boolean {
  return folded.trimEnd().endsWith('?') && !(folded.match(/[a-z]+/g) ?? []).some((word) => askingWords.has(word))
}
