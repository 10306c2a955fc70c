import { z } from 'zod'
import type { EverydayFigures } from './everyday-judge.ts'

/** Half a point. A question more or less is noise only where a machine computes floats otherwise. */
const bearable = 0.005

const shares = z.object({
  rightInFirst: z.number(),
  rightInThree: z.number(),
  wrongRefusals: z.number(),
  falseAnswers: z.number(),
})
/** Figures that were once reached, by data set. */
export const storedFigures = z.record(z.string(), shares)
export type StoredFigures = z.infer<typeof storedFigures>

export function figuresToStore(measured: readonly EverydayFigures[]): StoredFigures {
  return Object.fromEntries(measured.map((figures) => [figures.dataSet, shares.parse(figures)]))
}

/** What became worse by more than half a point, in words; nothing when all is at least as it was. */
export function lossesOf(stored: StoredFigures, measured: readonly EverydayFigures[]): string[] {
  return measured.flatMap(({ dataSet, ...now }) => {
    const before = stored[dataSet]
    if (before === undefined) return [`${dataSet}: no figures are stored`]
    const worse: [keyof typeof before, number][] = [
      ['rightInFirst', before.rightInFirst - now.rightInFirst],
      ['rightInThree', before.rightInThree - now.rightInThree],
      ['wrongRefusals', now.wrongRefusals - before.wrongRefusals],
      ['falseAnswers', now.falseAnswers - before.falseAnswers],
    ]
    return worse
      .filter(([, loss]) => loss > bearable)
      .map(([name]) => `${dataSet}: ${name} is ${percent(now[name])}, was ${percent(before[name])}`)
  })
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
