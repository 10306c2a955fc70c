import { expect, test } from 'vitest'
import { silentLog } from '../../../test/harness/log.ts'
import { parseCompanyId, parseDocumentId, type ChunkId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { ShadowResult } from '../../ports/moves/move-store.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { shadowSearches, type ShadowSearchesDeps } from './shadow-searches.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const documentId = parseDocumentId('00000000-0000-4000-8000-0000000000d1')
const hits = (...ids: string[]) => ids.map((id): Hit => ({ id: id as ChunkId, documentId, score: 1 }))
const store = (searchDense: VectorStore['searchDense']) => ({ searchDense }) as VectorStore
const search = { companyId, limit: 10, embedding: new Float32Array(4), signal: new AbortController().signal }

function shadow(otherSearch: VectorStore['searchDense'], different: Partial<ShadowSearchesDeps> = {}) {
  const kept: (ShadowResult | null)[] = []
  const told: string[] = []
  const searches = shadowSearches({
    moveId: 'a move',
    share: 1,
    other: store(otherSearch),
    moves: { addShadow: async (_, result) => void kept.push(result) },
    observer: {
      compared: ({ overlap }) => void told.push(`compared ${overlap}`),
      failed: () => void told.push('failed'),
      skipped: () => void told.push('skipped'),
    },
    clock: systemClock,
    random: () => 0.5,
    log: silentLog,
    ...different,
  })
  return { kept, told, searches, answering: searches.over(store(async () => hits('a', 'b', 'c', 'd'))) }
}

test('a search is answered as ever, and what the other side finds is compared with it', async () => {
  const { kept, told, searches, answering } = shadow(async () => hits('a', 'b', 'd', 'e'))
  expect((await answering.searchDense(search)).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
  await searches.end()
  expect(kept).toEqual([{ overlap: 0.75, order: 1, answeringMs: expect.any(Number), otherMs: expect.any(Number) }])
  expect(told).toEqual(['compared 0.75'])
})

test('nobody waits for the other side, and its failure is counted and told to nobody', async () => {
  const held = Promise.withResolvers<readonly Hit[]>()
  const { kept, told, searches, answering } = shadow(() => held.promise)
  expect(await answering.searchDense(search)).toHaveLength(4)
  expect(told).toEqual([])
  held.reject(new Error('the other side is away'))
  await searches.end()
  expect(kept).toEqual([null])
  expect(told).toEqual(['failed'])
})

test('only the share that is wanted is repeated', async () => {
  const draws = [0.05, 0.2, 0.09, 0.9]
  const { kept, searches, answering } = shadow(async () => hits(), { share: 0.1, random: () => draws.shift() ?? 1 })
  for (let asked = 0; asked < 4; asked += 1) await answering.searchDense(search)
  await searches.end()
  expect(kept).toHaveLength(2)
})

test('a slow other side is asked at most twice at a time', async () => {
  const held = Promise.withResolvers<readonly Hit[]>()
  const { told, searches, answering } = shadow(() => held.promise)
  for (let asked = 0; asked < 5; asked += 1) await answering.searchDense(search)
  expect(told).toEqual(['skipped', 'skipped', 'skipped'])
  held.resolve(hits())
  await searches.end()
  expect(told.slice(3)).toEqual(['compared 0', 'compared 0'])
})

test('a search that fails on the side that answers is not repeated', async () => {
  const { kept, searches } = shadow(async () => hits())
  const failing = searches.over(store(async () => Promise.reject(new Error('away'))))
  await expect(failing.searchDense(search)).rejects.toThrow('away')
  await searches.end()
  expect(kept).toEqual([])
})

test('a search that is answered after the shadow has ended is not repeated, and counts as nothing', async () => {
  const held = Promise.withResolvers<readonly Hit[]>()
  const { kept, told, searches } = shadow(async () => hits())
  const late = searches.over(store(() => held.promise)).searchDense(search)
  await searches.end()
  held.resolve(hits('a'))
  expect(await late).toHaveLength(1)
  expect([kept, told]).toEqual([[], []])
})
