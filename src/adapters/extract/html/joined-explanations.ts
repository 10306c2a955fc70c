import type { Draft } from '../layout/draft.ts'

/** More than a line or two is read better as statements of their own. */
const longestJoined = 300
const isSentence = /[.:;!?…]["”»')\]]?$/u

/** What a block says of the terms before it: it explains them, explains them once more, or neither. */
export type Explaining = 'first' | 'again' | null

/** Several short explanations of one term, as two numbers under "Telephone", are one line: they are said of it together. */
export interface JoinedExplanations<Facts> {
  /** @param words of the block, without the terms */
  add(draft: Draft, facts: Facts, explains?: { readonly how: Explaining; readonly words: string }): void
  /** What comes does not go on with what waits. */
  settle(): void
}

export function createJoinedExplanations<Facts>(
  emit: (draft: Draft, facts: Facts) => void,
  both: (one: Facts, other: Facts) => Facts,
): JoinedExplanations<Facts> {
  let waiting: { readonly draft: Draft; readonly facts: Facts } | null = null
  const settle = (): void => {
    const block = waiting
    waiting = null
    if (block !== null) emit(block.draft, block.facts)
  }
  return {
    settle,
    add(draft, facts, explains) {
      if (draft.kind !== 'paragraph' || explains === undefined || explains.how === null) {
        settle()
        emit(draft, facts)
        return
      }
      if (explains.how === 'again' && waiting !== null && goesOn(waiting.draft.text, explains.words)) {
        const text = `${waiting.draft.text}; ${explains.words}`
        waiting = { draft: { ...waiting.draft, text }, facts: both(waiting.facts, facts) }
        return
      }
      settle()
      waiting = { draft, facts }
    },
  }
}

function goesOn(before: string, words: string): boolean {
  if (before.length + words.length > longestJoined || isSentence.test(before)) return false
  return !/\n/.test(before + words)
}
