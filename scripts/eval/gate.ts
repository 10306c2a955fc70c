import { z } from 'zod'
import type { EverydayFigures } from './everyday-judge.ts'

/** Half a point. */
const bearable = 0.005
/**
 * Questions that may fall out otherwise on another kind of processor than the one the figures were stored on: without VNNI the
 * products of an int8 model saturate, and its vectors differ from those with it by a cosine of .995.
 */
const otherProcessor = 5

const shares = z.object({
  rightInFirst: z.number(),
  rightInThree: z.number(),
  wrongRefusals: z.number(),
  falseAnswers: z.number(),
})
/** Figures that were once reached, by data set, and the kind of processor (`processorKind`) they were reached on. */
export const storedFigures = z.object({ processor: z.string(), sets: z.record(z.string(), shares) })
export type StoredFigures = z.infer<typeof storedFigures>

export function figuresToStore(measured: readonly EverydayFigures[], processor: string): StoredFigures {
  const sets = Object.fromEntries(measured.map((figures) => [figures.dataSet, shares.parse(figures)]))
  return { processor, sets }
}

/**
 * What became worse by more than half a point, or on another kind of processor by more than a few questions, in words; nothing
 * when all is as it was.
 */
export function lossesOf(stored: StoredFigures, measured: readonly EverydayFigures[], processor: string): string[] {
  const most = (questions: number) =>
    stored.processor === processor ? bearable : bearable + otherProcessor / Math.max(1, questions)
  return measured.flatMap(({ dataSet, ...now }) => {
    const before = stored.sets[dataSet]
    if (before === undefined) return [`${dataSet}: no figures are stored`]
    const { answerable, unanswerable } = now
    const worse: [keyof typeof before, number, number][] = [
      ['rightInFirst', before.rightInFirst - now.rightInFirst, answerable],
      ['rightInThree', before.rightInThree - now.rightInThree, answerable],
      ['wrongRefusals', now.wrongRefusals - before.wrongRefusals, answerable],
      ['falseAnswers', now.falseAnswers - before.falseAnswers, unanswerable],
    ]
    return worse
      .filter(([, loss, questions]) => loss > most(questions))
      .map(([name]) => `${dataSet}: ${name} is ${percent(now[name])}, was ${percent(before[name])}`)
  })
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
