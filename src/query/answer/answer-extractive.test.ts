import { expect, test } from 'vitest'
import { rankedPassage } from '../../../test/harness/ranked-passage.ts'
import { unjudged } from '../../../test/harness/unjudged.ts'
import { parseCompanyId } from '../../domain/ids.ts'
import { unitsOf } from '../../domain/units/units-of.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import type { AnswerInput } from './answer.ts'
import { answerExtractively } from './answer-extractive.ts'
import { noMatch } from './quotes/said/match-terms.ts'

const passages: PassageStore = {
  load: async () => [],
  look: async () => ({ passages: [], beginnings: new Map() }),
  pieceVectors: async () => new Map(),
  placesAt: async (_company, positions) => positions.map(() => null),
}

/** The first quote of an answer to a message of which a part is the question. */
async function firstQuote(message: string, text: string): Promise<string | undefined> {
  const passage = {
    ...rankedPassage(1, 'No use lejía.\n\nPara limpiarlo:\n- Desmonte el filtro.\n- Aclare con agua.'),
    tag: '[Doc 1]',
  }
  const match = { ...noMatch, covered: 0.9 }
  const units = unitsOf([passage]).map((unit) => ({ ...unit, ...unjudged, score: 1, match }))
  const input: AnswerInput = {
    companyId: parseCompanyId('00000000-0000-4000-8000-0000000000c1'),
    question: message,
    language: 'es',
    history: [],
    passages: [passage],
    sought: { text, terms: [], meant: new Map(), embedding: null, meanQuestion: null },
    ranked: [...units.filter(({ kind }) => kind === 'sentence'), ...units.filter(({ kind }) => kind === 'list')],
    embedQuotes: async () => null,
    unsupportedClaims: 'mark',
    signal: new AbortController().signal,
    tellText: null,
  }
  return (await answerExtractively({ passages }, input)).citations[0]?.quote
}

test('steps are quoted first where the question asks for them, not where what stands around it speaks of some', async () => {
  const steps = '¿Cómo se limpia el filtro?'
  expect(await firstQuote(steps, steps)).toMatch(/^Para limpiarlo/)
  const lye = '¿Puedo usar lejía?'
  expect(await firstQuote(`Hola, no sé cómo se hace esto. ${lye}`, lye)).toBe('No use lejía.')
})

test('a question that needed the ones before it is answered as it was made whole', async () => {
  expect(await firstQuote('¿Y el filtro?', '¿Cómo se limpia el filtro?')).toMatch(/^Para limpiarlo/)
})
