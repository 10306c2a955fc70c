import { describe, expect, test } from 'vitest'
import { unjudged } from '../../../../test/harness/unjudged.ts'
import { chunkId, parseDocumentId } from '../../../domain/ids.ts'
import type { RankedPassage } from '../../../domain/passage.ts'
import { unitsOf } from '../../../domain/units/units-of.ts'
import type { EvidenceInput } from './evidence-input.ts'
import { isJudgedAsProse } from './judged-as-prose.ts'
import { looksAtUnsaid } from './judged-by.ts'
import { evidenceOf, neededEvidence } from './evidence.ts'
import type { AnswerKindAsked } from '../quotes/said/answer-kind.ts'
import { noMatch } from '../quotes/said/match-terms.ts'
import type { Features } from '../quotes/quote-weights.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const position = {
  start: 0,
  end: 23,
  place: null,
  headingPath: [],
  outline: null,
  pieceVectors: null,
  documentTitle: null,
  tables: [],
}
const passage: RankedPassage = {
  id: chunkId(documentId, 0),
  documentId,
  text: 'La garantía es de un año.',
  fileName: 'a.txt',
  title: null,
  score: 1,
  ...position,
}
const scale = { middle: 0.8, deviation: 0.05 }

interface Judged {
  readonly unsaid: readonly string[]
  readonly kinds: readonly AnswerKindAsked[]
  readonly features: Features
}

const plain = {
  ...unjudged,
  score: 1,
  match: { ...noMatch, score: 1, covered: 1, share: 1, anywhere: 1 },
}

/** Evidence of one unit with a share of the question's words, a similarity, and the kind of answer or not. */
function evidence(
  covered: number,
  near: number,
  hasKind: boolean | null,
  {
    unsaid = [],
    kinds = [],
    features = unjudged.features,
    ...more
  }: Partial<EvidenceInput<RankedPassage>> & Partial<Judged> = {},
) {
  const judged = { ...unjudged, score: 1, similarity: near, alone: near, hasKind, kinds, features }
  const ranked = unitsOf([passage]).map((unit) => ({
    ...unit,
    ...judged,
    match: { ...noMatch, score: 1, covered, share: covered, anywhere: covered, unsaid },
  }))
  const input = {
    asked: '¿De cuánto es la garantía?',
    ranked,
    words: 5,
    similarity: near,
    nearWithout: null,
    scale,
    sameLanguage: true,
    ...more,
  }
  return evidenceOf({ ...input, isProse: isJudgedAsProse(input) })
}

describe('evidence', () => {
  test('is none without anything that can be quoted', () => {
    expect(evidence(1, 0.9, true, { ranked: [] })).toBe(0)
  })

  test('grows with the words, the similarity and the kind of answer', () => {
    expect(evidence(1, 0.85, true)).toBeGreaterThan(neededEvidence)
    expect(evidence(0, 0.78, null)).toBeLessThan(neededEvidence)
    expect(evidence(0.6, 0.8, null)).toBeGreaterThan(evidence(0.3, 0.8, null))
    expect(evidence(0.3, 0.85, null)).toBeGreaterThan(evidence(0.3, 0.8, null))
    expect(evidence(0.3, 0.8, true)).toBeGreaterThan(evidence(0.3, 0.8, false))
  })

  test('is judged by words where nobody has measured the model, also for a long question', () => {
    const long = { words: 9, scale: null }
    expect(evidence(1, 0.6, null, long)).toBeGreaterThan(neededEvidence)
    expect(evidence(0, 0.6, null, long)).toBeLessThan(evidence(0.5, 0.6, null, long))
  })

  test('is less when yes or no is asked about something that nobody mentions', () => {
    const asked = '¿Cubre la garantía las goteras?'
    expect(evidence(0.5, 0.85, null, { asked })).toBeLessThan(evidence(0.5, 0.85, null))
  })

  test('is no less when a label says yes or no to what was asked', () => {
    const text = 'Garantía: no'
    const ranked = unitsOf([{ ...passage, text, end: text.length }]).map((unit) => ({
      ...unit,
      ...plain,
      match: { ...plain.match, anywhere: 0.5 },
    }))
    const asked = '¿Se ofrece garantía?'
    expect(evidence(1, 0.85, null, { asked, ranked })).toBeGreaterThan(
      evidence(1, 0.85, null, { asked, ranked: ranked.map((unit) => ({ ...unit, text: 'Garantía: dos años' })) }),
    )
  })

  test('is no less for who somebody is where what introduces the answer says it', () => {
    const text = 'DOÑA AMPARO REIG LUNA, ALCALDESA DE RIBERA, HACE SABER:\n\nQue las obras empiezan el día 3.'
    const told = (lead: string): number => {
      const ranked = unitsOf([{ ...passage, text: text.replace('ALCALDESA', lead), end: text.length }]).map((unit) => ({
        ...unit,
        ...plain,
        kinds: ['person' as const],
      }))
      return evidence(1, 0.8, true, { asked: '¿Quién es la alcaldesa?', ranked })
    }
    expect(told('ALCALDESA')).toBeGreaterThan(told('VECINA'))
  })

  test('is judged by words where the sentence is so long that its vector says little', () => {
    const [unit] = unitsOf([passage])
    const match = { ...plain.match, covered: 0.84 }
    const long = { ...unit!, ...plain, match, end: unit!.start + 400, similarity: 0.74, alone: 0.74 }
    const asked = { words: 9 }
    expect(evidence(0.84, 0.74, true, { ...asked, ranked: [long] })).toBeGreaterThan(neededEvidence)
    expect(evidence(0.84, 0.74, true, asked)).toBeLessThan(neededEvidence)
  })

  test('is less where an account is asked for and a sentence that is near has none', () => {
    const account = '¿En qué número de cuenta puedo hacer un donativo al club?'
    const other = '¿Con qué cuenta el club para los donativos de este año?'
    expect(evidence(0.3, 0.83, null, { words: 11, asked: other })).toBeGreaterThan(neededEvidence)
    expect(evidence(0.3, 0.83, null, { words: 11, asked: account })).toBeLessThan(neededEvidence)
  })

  test('is less for a year that nothing has', () => {
    const asked = 'beneficio de 2021'
    expect(evidence(0.5, 0.85, null, { asked, unsaid: ['2021'] })).toBeLessThan(
      evidence(0.5, 0.85, null, { asked, unsaid: ['2'] }),
    )
  })

  test('is less where a word is not said although it has others of its meaning, and for a row that is like those beside it', () => {
    const [unit] = unitsOf([passage])
    const row = (said: readonly boolean[], unsaidMeaning = 0) => ({
      ...unit!,
      ...plain,
      kind: 'row' as const,
      match: { ...plain.match, covered: 0.5, said, unsaidMeaning },
    })
    const of = (...ranked: ReturnType<typeof row>[]) => evidence(0.5, 0.8, null, { ranked })
    expect(of(row([true, true]), row([true, true]))).toBeLessThan(of(row([true, true]), row([true, false])))
    expect(of(row([true], 0.5))).toBeLessThan(of(row([true])))
  })

  test('is enough for a word that nobody knows and the text has, however far off its vector lies', () => {
    expect(evidence(1, 0.55, null, { asked: 'xocebaguba', words: 1 })).toBeGreaterThan(neededEvidence)
    expect(evidence(1, 0.55, null)).toBe(evidence(1, 0.6, null))
  })

  test.each(['person', 'number', 'measure'] as const)(
    'is less where any %s seems to answer, but not where a label says it',
    (kind) => {
      const labelled = { ...unjudged.features, labelAsked: 0.5 }
      const of = (features: Features) => evidence(0.5, 0.8, true, { asked: 'autor', kinds: [kind], features })
      expect(of(unjudged.features)).toBeLessThan(of(labelled))
      expect(of(labelled)).toBeGreaterThan(neededEvidence)
    },
  )

  test('goes by how a unit stands out only where there are many', () => {
    const [unit] = unitsOf([passage])
    const ranked = (count: number, score: number) =>
      Array.from({ length: count }, () => ({ ...unit!, ...plain, score, match: { ...plain.match, score } }))
    const of = (count: number, score: number) => evidence(0.5, 0.8, null, { ranked: ranked(count, score) })
    expect(of(8, 9)).toBeGreaterThan(of(8, 3))
    expect(of(3, 9)).toBe(of(3, 3))
  })

  test('is judged by words where one sentence has all of them', () => {
    expect(evidence(1, 0.76, true, { words: 9 })).toBeGreaterThan(neededEvidence)
    expect(evidence(0.8, 0.76, true, { words: 9 })).toBeLessThan(neededEvidence)
  })

  test('is less when another number of the same thing is asked for than the row has', () => {
    const text = 'Plot 47 | Flint'
    const [unit] = unitsOf([{ ...passage, text, end: text.length }])
    const match = { ...plain.match, covered: 0.6, anywhere: 0.6, unsaid: ['412'] }
    const ofPlot = (asked: string) => evidence(1, 0.85, null, { asked, ranked: [{ ...unit!, ...plain, match }] })
    expect(ofPlot('Who is the tenant of Plot 412?')).toBeLessThan(neededEvidence)
    expect(ofPlot('Who pays more than 412?')).toBeGreaterThan(neededEvidence)
  })

  test('is less when an account or a telephone is asked for and none is there', () => {
    const asked = 'teléfono de la garantía'
    expect(evidence(0.5, 0.85, null, { asked })).toBeLessThan(evidence(0.5, 0.85, null))
  })

  test('is less when the question comes nearer without the words that nothing has, more when it goes further', () => {
    const asked = '¿Cuánto cuesta el autobús?'
    const ofBus = (nearWithout: number) => evidence(0.5, 0.83, true, { asked, nearWithout })
    expect(ofBus(0.85)).toBeLessThan(evidence(0.5, 0.83, true, { asked }))
    expect(ofBus(0.8)).toBeGreaterThan(evidence(0.5, 0.83, true, { asked }))
  })

  test.each([{ words: 12 }, { scale: null }, { sameLanguage: false }])(
    'is the same however near it comes without those words where they are not looked at: %o',
    (more) => {
      const match = { ...plain.match, covered: 0.4 }
      const ranked = unitsOf([passage]).map((unit) => ({ ...unit, ...plain, match }))
      const looks = (other: Partial<EvidenceInput<RankedPassage>> = {}) => {
        const input = { asked: '', ranked, words: 5, scale, sameLanguage: true, ...other }
        return looksAtUnsaid({ ...input, isProse: isJudgedAsProse(input) })
      }
      expect(looks()).toBe(true)
      expect(looks(more)).toBe(false)
      for (const nearWithout of [0.7, 0.9])
        expect(evidence(0.4, 0.83, true, { ...more, nearWithout })).toBe(evidence(0.4, 0.83, true, more))
    },
  )

  test.each([
    ['quien es el presidente de la comunidad', 'presidente'],
    ['¿Cuál es su velocidad?', 'velocidad'],
    ['¿Cuál es el nombre del director?', 'director'],
    ['what is the top speed', 'speed'],
    ['Who is our regional manager for sales?', 'manager'],
    ['¿Qué consumo tiene el Bravo 95?', 'consumo'],
    ['What processor does the Cedar 14 have?', 'processor'],
    ['¿De qué marca son los ascensores?', 'marca'],
    ['hay piscina cubierta', 'cubierta'],
    ['¿Tienen menú infantil?', 'infantil'],
    ['is there a gym', 'gym'],
    ['Does the hotel have a pool?', 'pool'],
  ])('is less when nothing says who or what is asked for: %s', (asked, unsaid) => {
    expect(evidence(0.5, 0.85, null, { asked, unsaid: [unsaid] })).toBeLessThan(neededEvidence)
    expect(evidence(0.5, 0.85, null, { asked, unsaid: ['otra'] })).toBeGreaterThan(neededEvidence)
  })

  test.each([
    ['¿Cuál es el número de protocolo?', 'numero'],
    ['what is the invoice number', 'number'],
    ['¿Cuál es el nombre del director?', 'nombre'],
    ['¿Cuáles son los pasos para cambiarla?', 'pasos'],
    ['What is the procedure for it?', 'procedure'],
  ])('is no less for a number or a name that is not called so: %s', (asked, unsaid) => {
    const known = evidence(0.5, 0.85, null, { asked, unsaid: ['otra'] })
    expect(evidence(0.5, 0.85, null, { asked, unsaid: [unsaid] })).toBe(known)
  })

  test.each([
    ['¿Tiene Bluetooth?', 'bluetooth'],
    ['¿Qué dice el acta 6?', '6'],
  ])('is less when nothing has a name or a number of the question: %s', (asked, unsaid) => {
    for (const sameLanguage of [true, false]) {
      const known = evidence(0.5, 0.83, null, { asked, sameLanguage })
      expect(evidence(0.5, 0.83, null, { asked, sameLanguage, unsaid: [unsaid] })).toBeLessThan(known)
    }
  })

  test.each([
    ['hay que llevar gorro', 'gorro'],
    ['Do I have to wear a cap?', 'cap'],
  ])('is no less for what must be done as for what is not there: %s', (asked, unsaid) => {
    const known = evidence(0.5, 0.9, null, { asked, unsaid: ['otra'] })
    expect(evidence(0.5, 0.9, null, { asked, unsaid: [unsaid] })).toBe(known)
  })

  test('is enough for the article that is asked for, whose number is written otherwise and which nothing calls so', () => {
    const asked = '¿Qué establece la estipulación 4?'
    const article = { ...unjudged.features, articleAsked: 1.3 }
    const unsaid = ['estipulacion', 'establece', '4']
    expect(evidence(0, 0.8, null, { asked, unsaid })).toBeLessThan(neededEvidence)
    expect(evidence(0, 0.8, null, { asked, unsaid, features: article })).toBeGreaterThan(neededEvidence)
  })

  test.each([
    ['Mi padre tiene 70 años, ¿paga?', '70'],
    ['My son is 4, may he?', '4'],
    ['¿Y si pido 200 copias?', '200'],
  ])('is not less for an amount that nothing has, as a range may hold it: %s', (asked, unsaid) => {
    expect(evidence(0.5, 0.83, null, { asked, unsaid: [unsaid] })).toBe(evidence(0.5, 0.83, null, { asked }))
  })

  test('is less when nobody mentions what is to be counted, but people and units, which often have no word', () => {
    const asked = (counted: string) => `How many ${counted} does it have?`
    const of = (counted: string) => evidence(0.5, 0.85, true, { asked: asked(counted), unsaid: [counted] })
    expect(of('bedrooms')).toBeLessThan(evidence(0.5, 0.85, true, { asked: asked('bedrooms') }))
    const won = { asked: '¿Cuántos partidos ganados tienen?', unsaid: ['partidos'] }
    expect(evidence(0.5, 0.85, true, won)).toBe(evidence(0.5, 0.85, true, { ...won, unsaid: ['otra'] }))
    for (const wordless of ['people', 'days'])
      expect(of(wordless)).toBe(evidence(0.5, 0.85, true, { asked: asked(wordless) }))
  })

  test('is less for a price than for a date when a word of the question is nowhere', () => {
    const of = (kind: AnswerKindAsked) => evidence(0.5, 0.85, true, { kinds: [kind] })
    expect(of('money')).toBeLessThan(of('date'))
  })

  test('goes by the similarity alone for a sentence about running text', () => {
    const words = 12
    expect(evidence(0, 0.9, null, { words })).toBe(evidence(1, 0.9, false, { words }))
    expect(evidence(0, 0.9, null, { words })).toBeGreaterThan(evidence(0, 0.8, null, { words }))
  })

  test('goes by the best unit where that is too long to be embedded alone, not by the next ones', () => {
    const [unit] = unitsOf([passage])
    if (unit === undefined) throw new Error('The passage has a sentence.')
    const unitOf = (alone: number | null, similarity: number) => ({ ...unit, ...plain, alone, similarity })
    const of = (...ranked: ReturnType<typeof unitOf>[]) => evidence(1, 0.8, null, { ranked, words: 12 })
    expect(of(unitOf(null, 0.88), unitOf(0.79, 0.79))).toBe(of(unitOf(0.88, 0.88)))
    expect(of(unitOf(0.79, 0.88), unitOf(0.78, 0.78))).toBe(of(unitOf(0.79, 0.79)))
  })

  test('does not ask for shared words across languages', () => {
    expect(evidence(0, 0.8, null, { sameLanguage: false })).toBeGreaterThan(neededEvidence)
  })

  test('goes by the words for a model that nobody has measured', () => {
    expect(evidence(1, 0.1, null, { scale: null })).toBe(evidence(1, 0.9, null, { scale: null }))
    expect(evidence(1, 0.1, null, { scale: null })).toBeGreaterThan(neededEvidence)
  })
})

test('an amount that no unit about the question has is missing more than one that the next has, or that a column may hold', () => {
  const asked = 'What does the double room cost?'
  const [unit] = unitsOf([passage])
  if (unit === undefined) throw new Error('there is a unit')
  const lacking = { ...unit, ...plain, hasKind: false, kinds: ['money'] as const }
  const alike = { words: 6, similarity: null, nearWithout: null, scale: null, sameLanguage: true, isProse: false }
  const judge = (ranked: EvidenceInput<RankedPassage>['ranked']) => evidenceOf({ asked, ranked, ...alike })
  const nowhere = judge([lacking, { ...lacking, kinds: ['money'] }])
  expect(judge([lacking, { ...lacking, hasKind: true }])).toBeGreaterThan(nowhere)
  expect(judge([{ ...lacking, kind: 'row', text: 'Double | Half board | 104 | 139' }])).toBeGreaterThan(nowhere)
})
