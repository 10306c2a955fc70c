import type { Explaining } from './joined-explanations.ts'

/** Longer terms are said before their first explanation only: a page must not grow to many times its size. */
const mostRepeatedChars = 100

/** Terms that wait for what explains them: those of lists of definitions, summaries, labels of fields. */
export interface WaitingTerms {
  /** A list of definitions opens; others may be open around it. */
  openList(): void
  closeList(): void
  /** What comes explains the terms that wait, or once more those that the explanation before it was of. */
  openExplanation(): void
  closeExplanation(): void
  wait(term: string): void
  /** "Teléfono" and what stands under it are one statement: a text with the terms that waited for it, which wait no longer. */
  lead(text: string): string
  /** Whether what comes explains terms of a list, and if so whether something did before. */
  explaining(): Explaining
  /** What nothing explains; it waits no longer. */
  rest(): readonly string[]
}

export function createWaitingTerms(): WaitingTerms {
  let waiting: string[] = []
  /** They were said before: where nothing follows, they are not said again. */
  let isRepeated = false
  /** Of each open list the terms that its last explanation was of. */
  const explained: (readonly string[])[] = []
  const take = (): string[] => {
    const terms = waiting
    waiting = []
    isRepeated = false
    return terms
  }
  return {
    openList: () => void explained.push([]),
    closeList: () => void explained.pop(),
    openExplanation() {
      if (explained.length === 0) return
      if (waiting.length > 0) {
        explained[explained.length - 1] = waiting.join(', ').length > mostRepeatedChars ? [] : [...waiting]
        return
      }
      waiting = [...(explained.at(-1) ?? [])]
      isRepeated = waiting.length > 0
    },
    closeExplanation() {
      if (isRepeated) take()
    },
    wait(term) {
      waiting.push(term)
      isRepeated = false
    },
    lead(text) {
      const terms = take().join(', ')
      if (terms === '') return text
      return /[.:;?!…]$/u.test(terms) ? `${terms} ${text}` : `${terms}: ${text}`
    },
    explaining() {
      if (waiting.length === 0 || explained.length === 0) return null
      return isRepeated ? 'again' : 'first'
    },
    rest() {
      const wereSaid = isRepeated
      const terms = take()
      return wereSaid ? [] : terms
    },
  }
}
