import { expect, test } from 'vitest'
import { chunkId, parseDocumentId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import { fuseAcross } from './fuse-across.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const hit = (index: number, score: number): Hit => ({ id: chunkId(documentId, index), documentId, score })
/** The first ten chunks are English. */
const textOf = ({ id }: Hit) => (Number(id.split('_')[1]) < 10 ? 'the price' : 'el precio')
const reader = {
  look: async (whole: readonly Hit[], beginning: readonly Hit[]) =>
    new Map([...whole, ...beginning].map((one) => [one.id, textOf(one)])),
  read: () => Promise.reject(new Error('must not be asked')),
}
const languageOf = (text: string) => (text.includes('el ') ? 'es' : text.includes('the ') ? 'en' : null)
const dense = [hit(20, 0.9), hit(1, 0.88), ...Array.from({ length: 25 }, (_, i) => hit(30 + i, 0.8 - i / 1_000))]
const sparse = [hit(20, 3), hit(21, 2)]

async function first(question: string, languageGap: number): Promise<string | undefined> {
  const deps = { embedder: { traits: { languageGap, unrelated: null } }, languageOf }
  const [best] = await fuseAcross(
    deps,
    { question, denseWeight: 0.5, depth: 100 },
    { sparse, dense, fullScore: null },
    reader,
  )
  return best?.id
}

test('a passage in another language is found before a near one in that of the question, when only its language kept it behind', async () => {
  expect(await first('cuánto es el precio', 0)).toBe(chunkId(documentId, 20))
  expect(await first('cuánto es el precio', 0.2)).toBe(chunkId(documentId, 1))
})

test('a question that does not show its language is left to both legs as they are', async () => {
  expect(await first('precio', 0.2)).toBe(chunkId(documentId, 20))
})
