/** Letters or digits in a row, with what stands before them. */
export interface Run {
  readonly text: string
  readonly isNumber: boolean
  /** From the run before: `''` when they touch. A gap longer than `longestGap` parts two runs for good and is given as `far`. */
  readonly gap: string
}

const longestGap = 3
/** No separator of any rule. */
const far = '…'
const run = /[a-z]+|[0-9]+/g

/** The runs of folded text in order. Letters of other scripts part runs like any other sign. */
export function runsOf(folded: string): readonly Run[] {
  const runs: Run[] = []
  let end = -1
  for (const match of folded.matchAll(run)) {
    const [text] = match
    const gap = end === -1 || match.index - end > longestGap ? far : folded.slice(end, match.index)
    runs.push({ text, isNumber: text.charCodeAt(0) < 0x3a, gap })
    end = match.index + text.length
  }
  return runs
}

/** The run at a place when it is a number of at most so many digits; null otherwise. */
export function numberAt(runs: readonly Run[], at: number, mostDigits: number): string | null {
  const found = runs[at]
  return found !== undefined && found.isNumber && found.text.length <= mostDigits ? found.text : null
}
