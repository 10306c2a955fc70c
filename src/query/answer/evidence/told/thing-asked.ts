import { foldQuestion } from '../../../../domain/text/fold-question.ts'

/** What it is that a question asks something of: the one group of the expression that was found. @param pattern on folded text */
export function thingAsked(pattern: RegExp, question: string): string | undefined {
  const [, ...groups] = pattern.exec(foldQuestion(question)) ?? []
  return groups.find((word) => word !== undefined)
}
