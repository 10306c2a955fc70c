import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { unjudged } from '../../../../../test/harness/unjudged.ts'
import { unitsOf } from '../../../../domain/units/units-of.ts'
import { lookAtBest } from './look-at-best.ts'
import { noMatch } from '../said/match-terms.ts'

const question = Float32Array.of(1, 0)
const vector = Float32Array.of(0.6, 0.8)

async function look(text: string, known: { readonly alone?: number; readonly question?: null } = {}) {
  const { alone = null } = known
  const ranked = unitsOf([rankedPassage(1, text)]).map((unit) => ({
    ...unit,
    ...unjudged,
    match: noMatch,
    score: 1,
    alone,
  }))
  const embedded: string[] = []
  const units = await lookAtBest(ranked, known.question === null ? null : question, async (texts) => {
    embedded.push(...texts)
    return texts.map(() => vector)
  })
  return { best: units[0]?.alone ?? null, next: units[1]?.alone ?? null, embedded }
}

const lines = 'Cuota: 32 €\nHorario: de 7 a 22 h'

test('the best unit alone is compared with the question, and no other', async () => {
  const { best, next, embedded } = await look(lines)
  expect(best).toBeCloseTo(0.6)
  expect(next).toBeNull()
  expect(embedded).toEqual(['Cuota: 32 €'])
})

test('it is not embedded again', async () => {
  const { best, embedded } = await look(lines, { alone: 0.3 })
  expect(best).toBe(0.3)
  expect(embedded).toEqual([])
})

test('it is not embedded when it is long, or when there is nothing to compare it with', async () => {
  expect(await look(`${'Se cobra el primer día de cada mes '.repeat(12)}.`)).toMatchObject({ best: null, embedded: [] })
  expect(await look(lines, { question: null })).toMatchObject({ best: null, embedded: [] })
})
