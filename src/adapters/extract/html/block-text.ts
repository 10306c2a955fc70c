import { endChars, raisedText } from '../layout/raised-text.ts'

/** Blanks around what is all of a block; more of them are a block of another kind. */
const mostBlanks = 20

export type BlockText = ReturnType<typeof createBlockText>

/** The text of a block while it grows. Its last characters are kept beside it: to look at the whole takes as long as it is. */
export function createBlockText() {
  let text = ''
  let end = ''
  /** What stood there before the raised text that is open. */
  let before: { readonly text: string; readonly end: string } | null = null
  const whole = (): string => (before?.text ?? '') + text
  const set = (all: string): void => {
    before = null
    text = all
    end = all.slice(-endChars)
  }
  const add = (more: string): void => {
    text += more
    end = (end + more).slice(-endChars)
  }
  return {
    add,
    /** Instead of all that there is. */
    set,
    /** Whether it is these words and nothing else. */
    isOnly: (words: string): boolean =>
      (before?.text.length ?? 0) + text.length <= words.length + mostBlanks && whole().trim() === words.trim(),
    openRaised(): void {
      before = { text: whole(), end }
      text = ''
    },
    closeRaised(): void {
      if (before === null) return
      const raised = raisedText(text, before.end)
      text = before.text
      end = before.end
      before = null
      add(raised)
    },
    /** All of it; the next block begins. */
    take(): string {
      const all = whole()
      set('')
      return all
    },
  }
}
