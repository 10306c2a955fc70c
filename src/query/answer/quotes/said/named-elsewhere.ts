import { wordsOfName } from '../../../../domain/chunk.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { saysWord } from '../../../../domain/text/says-word.ts'
import { isDayOrMonth } from './answer-forms.ts'
import { properNamesIn } from './proper-names.ts'

/**
 * Documents that lack a name of the question which others have: "¿A qué hora empieza la jornada en Dublín?" is not answered by the rules of
 * Madrid, in whatever language either is. None where no document has the name, which may be spelled otherwise in the other language.
 */
export function documentsOfOthers(question: string, passages: readonly RankedPassage[]): ReadonlySet<string> {
  const names = properNamesIn(question).filter((name) => !isDayOrMonth(name))
  if (names.length === 0) return new Set()
  const texts = new Map<string, string>()
  for (const { documentId, fileName, title, documentTitle, headingPath, text } of passages) {
    const known = texts.get(documentId) ?? fold([wordsOfName(fileName), title ?? '', documentTitle ?? ''].join('\n'))
    texts.set(documentId, `${known}\n${fold([...headingPath, text].join('\n'))}`)
  }
  const others = new Set<string>()
  for (const name of names) {
    const lacking = [...texts].filter(([, text]) => !saysWord(text, name)).map(([documentId]) => documentId)
    if (lacking.length < texts.size) for (const documentId of lacking) others.add(documentId)
  }
  return others.size < texts.size ? others : new Set()
}
