import { raisedText } from '../layout/raised-text.ts'

/** What the font of a number says, as far as it changes what is read. */
export interface FontLook {
  readonly isRaised: boolean
  readonly isStruck: boolean
}

/** From which character on a font holds. */
export interface FontRun extends FontLook {
  readonly from: number
}

/** A text without what of it is struck through, and what of that stays in a cell that is. */
export interface RunText {
  readonly text: string
  readonly kept: string
  /** Something of it is. */
  readonly holdsStruck: boolean
}

/** A text as its runs show it, with its raised parts written as such. */
export function textOfRuns(text: string, runs: readonly FontRun[]): RunText {
  if (!runs.some(({ isRaised, isStruck }) => isRaised || isStruck)) {
    return { text, kept: runs.length === 0 ? '' : text.slice(runs[0]?.from), holdsStruck: false }
  }
  // What stands before them has the font of its cell.
  const begin = text.slice(0, runs[0]?.from)
  let kept = ''
  for (const [index, { from, isRaised, isStruck }] of runs.entries()) {
    const part = text.slice(from, runs[index + 1]?.from)
    if (!isStruck) kept += isRaised ? raisedText(part, begin + kept) : part
  }
  return { text: begin + kept, kept, holdsStruck: runs.some(({ isStruck }) => isStruck) }
}
