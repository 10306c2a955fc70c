import { describe, expect, test } from 'vitest'
import { chunkId, parseDocumentId } from '../../../domain/ids.ts'
import type { RankedPassage } from '../../../domain/passage.ts'
import { nearnessWithout } from './nearness-without.ts'
import { lookAtBest } from '../quotes/near/look-at-best.ts'
import { rankUnits } from '../quotes/rank-units.ts'
import { plainAnalyser } from '../../../../test/harness/query.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const passage: RankedPassage = {
  id: chunkId(documentId, 0),
  documentId,
  text: 'El precio del menú pasa a 5,95 euros.',
  fileName: 'comedor.txt',
  title: null,
  score: 1,
  start: 0,
  end: 37,
  place: null,
  headingPath: [],
  outline: null,
  pieceVectors: null,
  documentTitle: null,
  tables: [],
}
const vector = Float32Array.from([1, 0])

/** The texts that were embedded as questions, and how near the units were. */
async function without(asked: string) {
  const embedded: string[] = []
  const embed = async (texts: readonly string[]) => {
    embedded.push(...texts)
    return texts.map(() => vector)
  }
  const sought = { text: asked, terms: [], meant: new Map<string, string>(), embedding: vector, meanQuestion: null }
  const known = rankUnits({ analyser: plainAnalyser, languageOf: () => null }, sought, [passage])
  const ranked = await lookAtBest(known, vector, async (texts) => texts.map(() => vector))
  return { near: await nearnessWithout(asked, ranked, embed), embedded }
}

describe('a question without the words that nothing has', () => {
  test('is compared with the first units', async () => {
    expect(await without('precio del autobús')).toEqual({ near: 1, embedded: ['precio del '] })
  })

  test.each(['precio euros', 'autobús', 'Bus'])(
    'is not embedded when it lacks nothing, or everything: %s',
    async (asked) => {
      expect(await without(asked)).toEqual({ near: null, embedded: [] })
    },
  )
})
