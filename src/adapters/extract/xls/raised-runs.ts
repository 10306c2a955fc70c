import { raisedText } from '../layout/raised-text.ts'

/** From which character on a font holds, and whether it is raised. */
export interface FontRun {
  readonly from: number
  readonly isRaised: boolean
}

/** A text with its raised parts written as such. */
export function withRaisedRuns(text: string, runs: readonly FontRun[]): string {
  if (!runs.some(({ isRaised }) => isRaised)) return text
  let written = text.slice(0, runs[0]?.from ?? 0)
  for (const [index, { from, isRaised }] of runs.entries()) {
    const part = text.slice(from, runs[index + 1]?.from)
    written += isRaised ? raisedText(part, written) : part
  }
  return written
}
