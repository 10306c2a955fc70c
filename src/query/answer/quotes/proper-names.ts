import { fold } from '../../../domain/text/fold.ts'

const proper = /(?<=[\p{Ll}\d],? )\p{Lu}[\p{L}\p{M}]{2,}/gu

/** Words with a capital that begin no sentence: places, persons, products. Folded; none of a question in capitals. */
export function properNamesIn(question: string): string[] {
  if (question === question.toUpperCase()) return []
  return (question.match(proper) ?? []).map(fold)
}
