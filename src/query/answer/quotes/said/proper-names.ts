import { fold } from '../../../../domain/text/fold.ts'
import { isShouted } from '../../../../domain/text/shouted.ts'

const proper = /(?<=[\p{Ll}\d],? )\p{Lu}[\p{L}\p{M}]{2,}/gu

/** "What Is The Notice Period": a small word that no name has in it is written with a capital, so any word is. */
const titled =
  /(?<=[\p{Ll}\d],? )(?:Is|Are|Was|Were|Do|Does|Did|Can|Could|Should|Must|Have|Has|Your|Es|Son|Hay|Puedo|Tengo|Cuestan?|Vale)(?![\p{L}\p{N}'’-])/u

/** Words with a capital that begin no sentence: places, persons, products. Folded; none of a question in capitals or of words that all begin with one. */
export function properNamesIn(question: string): string[] {
  if (isShouted(question) || titled.test(question)) return []
  return (question.match(proper) ?? []).map(fold)
}
