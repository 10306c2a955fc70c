/** What was said of one question, and whether it has an answer. */
export interface Scored {
  readonly score: number
  readonly answers: boolean
}

/** Share of the questions with an answer that a threshold may refuse. */
export const allowedRefusals = 0.05

/** Chance that a question that is answered has a higher score than one that is not. */
export function areaUnderCurve(scores: readonly Scored[]): number {
  const rising = scores.toSorted((a, b) => a.score - b.score)
  let [below, wins, ties] = [0, 0, 0]
  for (let from = 0; from < rising.length;) {
    let to = from
    while (to < rising.length && rising[to]?.score === rising[from]?.score) to += 1
    const same = rising.slice(from, to)
    const unanswered = same.filter(({ answers }) => !answers).length
    wins += (same.length - unanswered) * below
    ties += ((same.length - unanswered) * unanswered) / 2
    below += unanswered
    from = to
  }
  return (wins + ties) / Math.max(1, below * (rising.length - below))
}

/** Share of the unanswerable ones refused when at most this share of the others is. */
export function refusedAt(
  scores: readonly Scored[],
  wrongRefusals: number,
): { readonly threshold: number; readonly refused: number } {
  const answered = scores.filter(({ answers }) => answers).map(({ score }) => score)
  const rising = answered.toSorted((a, b) => a - b)
  const threshold = rising[Math.floor(wrongRefusals * rising.length)] ?? 0
  const others = scores.filter(({ answers }) => !answers)
  return { threshold, refused: others.filter(({ score }) => score < threshold).length / Math.max(1, others.length) }
}
