import { describe, expect, it } from 'vitest'
import { rankedPassage } from '../../../test/harness/ranked-passage.ts'
import { unjudged } from '../../../test/harness/unjudged.ts'
import { unitsOf } from '../../domain/units/units-of.ts'
import { neededEvidence } from './evidence.ts'
import { noMatch } from './quotes/match-terms.ts'
import { weighEvidence } from './weigh-evidence.ts'

const passage = rankedPassage(1, 'La garantía es de un año.')

/** Evidence of the only unit, of which words and similarity say so much, when a reader says these log-odds; and how often it was asked. */
async function weigh(covered: number, near: number, logOdds: number | null, hasReader = true) {
  const match = { ...noMatch, score: 1, covered, share: covered, anywhere: covered }
  const ranked = unitsOf([passage]).map((unit) => ({
    ...unit,
    ...unjudged,
    score: 1,
    similarity: near,
    alone: near,
    match,
  }))
  let asked = 0
  const read = async () => {
    asked += 1
    return logOdds === null ? null : [logOdds]
  }
  const judged = {
    asked: '¿De cuánto es la garantía?',
    ranked,
    words: 5,
    similarity: near,
    scale: { middle: 0.8, deviation: 0.05 },
    sameLanguage: true,
  }
  const { evidence } = await weighEvidence(judged, { embedQuestion: async () => null, read: hasReader ? read : null })
  return { evidence, asked }
}

describe('evidence with a reader', () => {
  it('follows it where it is in doubt', async () => {
    const { evidence: without } = await weigh(0.5, 0.8, null, false)
    const up = await weigh(0.5, 0.8, 4)
    const down = await weigh(0.5, 0.8, -4)
    expect(up.evidence).toBeGreaterThan(neededEvidence)
    expect(down.evidence).toBeLessThan(neededEvidence)
    expect(up.evidence).toBeGreaterThan(without)
    expect(down.evidence).toBeLessThan(without)
    expect(up.asked).toBe(1)
  })

  it('does not ask it where there is no doubt', async () => {
    const sure = await weigh(1, 0.95, -9)
    expect(sure.asked).toBe(0)
    expect(sure.evidence).toBeGreaterThan(neededEvidence)
  })

  it('is what it is without, where reading failed', async () => {
    const { evidence: without } = await weigh(0.5, 0.8, null, false)
    const { evidence, asked } = await weigh(0.5, 0.8, null)
    expect(asked).toBe(1)
    expect(evidence).toBe(without)
  })
})
