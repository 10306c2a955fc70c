import { expect, test } from 'vitest'
import { createAnalyser } from '../../adapters/analyse/analyser.ts'
import type { ChunkId, DocumentId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import { namedTogether, withNamesFirst } from './named-together.ts'

const analyser = createAnalyser()

test.each([
  ["What was Callum Jarvie's chip time?", [['callum', 'jarvie']]],
  ['which club does fergus imrie run for', [['fergus', 'imrie']]],
  ['who signs for Marlow Stores', [['marlow', 'stores']]],
  ['¿cuánto cuesta el alquiler del local?', []],
  ['telephone number of the manager', []],
] as const)('names of two words in "%s"', (question, names) => {
  expect(namedTogether(question, analyser)).toEqual(names)
})

const others = ['Isla Imrie | 49:30', 'Greta Farrow | 50:30', 'Hamish Jarvie | 47:02', 'Callum Cairns | 45:10']
const texts = [
  ...others,
  'Fergus Farrow | 48:00',
  'Isla Garvie | 51:55',
  'Callum Jarvie | 58:12',
  'Jarvie, Callum | M50',
]
const hits = texts.map((_, at): Hit => ({ id: `${at}` as ChunkId, documentId: 'd' as DocumentId, score: 10 - at }))
const reader = {
  read: (wanted: readonly Hit[]) =>
    Promise.resolve(wanted.map((hit) => ({ ...hit, text: texts[Number(hit.id)] ?? '' }) as never)),
  look: () => Promise.resolve(new Map()),
}

test('what has the words of a name together, in either order, comes before what has them apart', async () => {
  const ordered = await withNamesFirst(reader, hits, [['callum', 'jarvie']])
  expect(ordered.map(({ id }) => id)).toEqual(['6', '7', '0', '1', '2', '3', '4', '5'])
  expect(ordered.slice(0, 3).map(({ score }) => score)).toEqual([10, 10, 10])
})

test('nothing is changed where one that is quoted from has the name, or none has', async () => {
  expect(await withNamesFirst(reader, hits, [['greta', 'farrow']])).toEqual(hits)
  expect(await withNamesFirst(reader, hits, [['rowena', 'tully']])).toEqual(hits)
})
