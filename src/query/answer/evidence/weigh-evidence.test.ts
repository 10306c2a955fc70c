import { describe, expect, it } from 'vitest'
import { rankedPassage } from '../../../../test/harness/ranked-passage.ts'
import { unjudged } from '../../../../test/harness/unjudged.ts'
import { unitsOf } from '../../../domain/units/units-of.ts'
import { neededEvidence } from './evidence.ts'
import { isJudgedAsProse } from './judged-as-prose.ts'
import type { AnswerKindAsked } from '../quotes/said/answer-kind.ts'
import { noMatch } from '../quotes/said/match-terms.ts'
import { noFeatures } from '../quotes/quote-weights.ts'
import { weighEvidence } from './weigh-evidence.ts'

const line = 'La garantía es de un año.'
/** As a sentence of a long paragraph. */
const told = `${line} ${'Se presta en los talleres de la marca, y en los de otros solo por escrito. '.repeat(6)}`

interface Asked {
  /** How much words and similarity say. */
  readonly covered: number
  readonly near: number
  /** What a reader says of the unit; null: it cannot just now. Left out: there is none. */
  readonly logOdds?: number | null
  readonly text?: string
  /** Words of the question that nothing has. */
  readonly unsaid?: readonly string[]
  readonly question?: string
  /** Whether the unit is the article that is asked for. */
  readonly articleAsked?: number
  /** Kind of the unit; left out: that of the first. */
  readonly first?: string
  /** Whether the unit has what is asked for by its kind; left out: none is. */
  readonly hasKind?: boolean
  /** Left out: an amount. */
  readonly kind?: AnswerKindAsked
  /** Words of the question that only another document has. */
  readonly elsewhere?: string
}

/** Evidence of the first unit of a text, and how often a reader and the embedder were asked. */
async function weigh({
  covered,
  near,
  logOdds,
  text = line,
  unsaid = [],
  question: said,
  articleAsked = 0,
  first,
  hasKind,
  kind = 'money',
  elsewhere,
}: Asked) {
  const match = { ...noMatch, unsaid, score: 1, covered, share: covered, anywhere: covered }
  const ranked = unitsOf([rankedPassage(1, text)])
    .filter(({ kind }) => first === undefined || kind === first)
    .slice(0, 1)
    .map((unit) => ({
      ...unit,
      ...unjudged,
      score: 1,
      similarity: near,
      match,
      ...(hasKind === undefined ? {} : { kinds: [kind], hasKind }),
      features: { ...noFeatures, articleAsked },
    }))
  const words = elsewhere === undefined ? [] : [elsewhere]
  const others = unitsOf(words.map((word) => rankedPassage(2, `Del ${word} se habla aquí.`))).map((unit) => ({
    ...unit,
    ...unjudged,
    score: 0,
    match: { ...match, words, said: [true] },
  }))
  const units = [
    ...ranked.map((unit) => ({ ...unit, match: { ...match, words, said: words.map(() => false) } })),
    ...others,
  ]
  const asked = { reader: 0, embedder: 0 }
  const read = async () => {
    asked.reader += 1
    return logOdds === undefined || logOdds === null ? null : [logOdds]
  }
  const embed = async () => {
    asked.embedder += 1
    return [Float32Array.of(near, 0)]
  }
  const judged = {
    asked: said ?? '¿De cuánto es la garantía?',
    ranked: units,
    words: 5,
    similarity: near,
    scale: { middle: 0.8, deviation: 0.05 },
    sameLanguage: true,
  }
  const question = Float32Array.of(1, 0)
  const models = { question, embed, embedQuestion: async () => null, read: logOdds === undefined ? null : read }
  const { evidence } = await weighEvidence({ ...judged, isProse: isJudgedAsProse(judged) }, models)
  return { evidence, asked }
}

describe('evidence with a reader', () => {
  const inDoubt = { covered: 0.5, near: 0.8 }

  it('follows it where it is in doubt', async () => {
    const without = await weigh(inDoubt)
    const up = await weigh({ ...inDoubt, logOdds: 4 })
    const down = await weigh({ ...inDoubt, logOdds: -4 })
    expect(up.evidence).toBeGreaterThan(neededEvidence)
    expect(down.evidence).toBeLessThan(neededEvidence)
    expect(up.evidence).toBeGreaterThan(without.evidence)
    expect(down.evidence).toBeLessThan(without.evidence)
    expect(up.asked).toEqual({ reader: 1, embedder: 1 })
  })

  it('turns what is sure only where it is far against it, and is not asked where nothing speaks for an answer', async () => {
    const sure = { covered: 1, near: 0.95 }
    const { evidence: without } = await weigh(sure)
    const against = await weigh({ ...sure, logOdds: -5 })
    expect(against.asked).toEqual({ reader: 1, embedder: 0 })
    expect(against.evidence).toBeGreaterThan(neededEvidence)
    expect(against.evidence).toBeLessThan(without)
    expect((await weigh({ ...sure, logOdds: -12 })).evidence).toBeLessThan(neededEvidence)
    expect((await weigh({ ...sure, logOdds: null })).evidence).toBe(without)
    expect((await weigh({ covered: 0, near: 0.5, logOdds: 9 })).asked.reader).toBe(0)
  })

  it('does not embed the best unit again where all is said and it is sure already', async () => {
    expect((await weigh({ covered: 1, near: 0.95 })).asked.embedder).toBe(0)
    expect((await weigh({ covered: 1, near: 0.9, unsaid: ['moto'] })).asked.embedder).toBe(1)
    expect((await weigh({ covered: 1, near: 0.74 })).asked.embedder).toBe(1)
  })

  it('counts for more where only other documents tell of the thing that is asked about', async () => {
    const asked = { covered: 1, near: 0.95, question: '¿De cuánto es la garantía del motor?' }
    expect((await weigh({ ...asked, logOdds: -4 })).evidence).toBeGreaterThan(neededEvidence)
    expect((await weigh({ ...asked, elsewhere: 'motor', logOdds: -4 })).evidence).toBeLessThan(neededEvidence)
    expect((await weigh({ ...asked, elsewhere: 'motor', logOdds: 3 })).evidence).toBeGreaterThan(neededEvidence)
    expect((await weigh({ ...asked, elsewhere: 'motor' })).evidence).toBeGreaterThan(neededEvidence)
  })

  it('is what it is without, where reading failed', async () => {
    const { evidence: without } = await weigh(inDoubt)
    const { evidence, asked } = await weigh({ ...inDoubt, logOdds: null })
    expect(asked.reader).toBe(1)
    expect(evidence).toBe(without)
  })

  it('does not ask it about the article that is asked for by its number', async () => {
    const { asked } = await weigh({ ...inDoubt, logOdds: -9, question: '¿Qué dice el artículo 5?', articleAsked: 1 })
    expect(asked.reader).toBe(0)
    const other = await weigh({ ...inDoubt, logOdds: -9, question: '¿Qué plazo fija el artículo 5?', articleAsked: 1 })
    expect(other.asked.reader).toBe(1)
  })

  it('does not ask it about a row of another one than is asked for by its number, which it does not tell apart', async () => {
    const text = 'Plot | Area | State\nPlot 155 | 205 m2 | free\nPlot 156 | 210 m2 | sold'
    const of = { covered: 0.5, near: 0.8, logOdds: 4, text, first: 'row' }
    expect((await weigh({ ...of, question: 'state of plot 205' })).asked.reader).toBe(0)
    expect((await weigh({ ...of, question: 'state of plot 155' })).asked.reader).toBe(1)
  })

  it('asks it for a sentence of running text in any case, and not the embedder', async () => {
    const said = { covered: 0.5, near: 0.9, text: told }
    const up = await weigh({ ...said, logOdds: 4 })
    const down = await weigh({ ...said, logOdds: -8 })
    expect([up.asked, down.asked]).toEqual([1, 1].map((reader) => ({ reader, embedder: 0 })))
    expect(up.evidence).toBeGreaterThan(neededEvidence)
    expect(down.evidence).toBeLessThan(neededEvidence)
  })

  it('asks it for a sentence of running text that is sure by its words, which only a reading far against it turns', async () => {
    const said = { covered: 1, near: 0.95, text: told }
    const speaksFor = await weigh({ ...said, logOdds: 2 })
    const against = await weigh({ ...said, logOdds: -4 })
    const farAgainst = await weigh({ ...said, logOdds: -12 })
    expect(speaksFor.asked).toEqual({ reader: 1, embedder: 0 })
    expect(speaksFor.evidence).toBeGreaterThan(against.evidence)
    expect(against.evidence).toBeGreaterThan(neededEvidence)
    expect(farAgainst.evidence).toBeLessThan(neededEvidence)
    const withoutReader = await weigh(said)
    expect((await weigh({ ...said, logOdds: null })).evidence).toBe(withoutReader.evidence)
    const part = { ...said, question: '¿Qué dice el artículo 5?', articleAsked: 1, logOdds: -12 }
    expect((await weigh(part)).asked.reader).toBe(0)
  })

  it('does not ask it for a sentence of running text that tells of another year than the one that is asked for', async () => {
    const said = { covered: 0.7, near: 0.85, text: told, question: '¿De cuánto es la garantía en 2031?', logOdds: 4 }
    const ofOther = told.replace('.', ' en 2029.')
    const { evidence, asked } = await weigh({ ...said, text: ofOther, unsaid: ['2031'] })
    expect(evidence).toBeLessThan(neededEvidence)
    expect(asked.reader).toBe(0)
    expect((await weigh({ ...said, text: ofOther })).evidence).toBeGreaterThan(neededEvidence)
    expect((await weigh({ ...said, unsaid: ['2031'] })).evidence).toBeGreaterThan(neededEvidence)
  })

  it('asks it where nothing of the kind that is asked for is to be seen, and believes only that it is surely there', async () => {
    const said = { covered: 0.9, near: 0.87, hasKind: false }
    const [without, unsure, sure] = [
      await weigh(said),
      await weigh({ ...said, logOdds: 0 }),
      await weigh({ ...said, logOdds: 4 }),
    ]
    expect(without.evidence).toBeGreaterThan(neededEvidence)
    expect(unsure.evidence).toBeLessThan(neededEvidence)
    expect(sure.evidence).toBeGreaterThan(neededEvidence)
    const asItStands = await weigh({ ...said, question: 'garantía es de un año', logOdds: 0 })
    expect(asItStands.evidence).toBeGreaterThan(neededEvidence)
    const seen = await weigh({ ...said, hasKind: true, logOdds: 0 })
    expect(seen.evidence).toBeGreaterThan(neededEvidence)
  })

  it('asks it no more than otherwise where what is asked for may be said in any form', async () => {
    const said = { covered: 0.9, near: 0.87, hasKind: false, logOdds: -1 }
    expect((await weigh({ ...said, kind: 'agent' })).evidence).toBeLessThan(neededEvidence)
    expect((await weigh({ ...said, kind: 'date' })).evidence).toBeGreaterThan(neededEvidence)
    // one word is a name there
    const row = { ...said, text: 'Name | Mon\nAoife | holiday', first: 'row' }
    expect((await weigh({ ...row, kind: 'agent' })).evidence).toBeGreaterThan(neededEvidence)
  })

  it('asks it no more than otherwise where it is asked whether something is so, with or without a sign of asking', async () => {
    const said = { covered: 0.9, near: 0.87, hasKind: false, logOdds: 0 }
    const of = async (question: string) => (await weigh({ ...said, question })).evidence
    expect(await of('can I rent out a room to a friend')).toBeGreaterThan(neededEvidence)
    expect(await of('se puede pagar la fianza en dos veces')).toBeGreaterThan(neededEvidence)
    expect(await of('how much is the rent of a room')).toBeLessThan(neededEvidence)
    expect(await of('can I ask how much the rent is')).toBeLessThan(neededEvidence)
  })

  it('goes by the embedder where a sentence of running text cannot be read', async () => {
    const said = { covered: 0.5, near: 0.9, text: told }
    const { evidence: without } = await weigh(said)
    const { evidence, asked } = await weigh({ ...said, logOdds: null })
    expect(asked).toEqual({ reader: 1, embedder: 1 })
    expect(evidence).toBe(without)
  })
})
