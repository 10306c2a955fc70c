import { describe, expect, test } from 'vitest'
import { createAnalyser } from '../../adapters/analyse/analyser.ts'
import { chunkId, parseDocumentId } from '../../domain/ids.ts'
import type { RankedPassage } from '../../domain/passage.ts'
import { orderPassages, withTags } from './order-passages.ts'
import { passagesRead } from '../find/passages-read.ts'
import { rankUnits } from './quotes/rank-units.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const analyser = createAnalyser()

function passage(index: number, score: number, text: string): RankedPassage {
  const position = { start: 0, end: text.length, place: null, headingPath: [], outline: null, tables: [] }
  return {
    id: chunkId(documentId, index),
    documentId,
    text,
    fileName: 'a.txt',
    title: null,
    score,
    ...position,
    pieceVectors: null,
    documentTitle: null,
  }
}

const rank = (question: string, passages: readonly RankedPassage[]) =>
  rankUnits(
    { analyser, languageOf: () => null },
    {
      text: question,
      terms: analyser.analyseQuestion(question),
      meant: new Map(),
      embedding: null,
      meanQuestion: null,
    },
    passages,
  )

const question = '¿Qué plazo de entrega tiene la caldera?'
const scattered = passage(
  0,
  2.1,
  'El plazo de pago es corto. La caldera está en venta. La entrega de llaves es mañana.',
)
const together = passage(1, 2, 'Se vende en tiendas. El plazo de entrega de la caldera es de diez días. No hay más.')

describe('passages', () => {
  test('stand in the order that their best units give them where the fusion sees next to no difference', async () => {
    const found = [scattered, together]
    const { passages, ranked } = orderPassages(found, rank(question, found))
    expect(passages.map(({ id }) => id)).toEqual([together.id, scattered.id])
    expect(passages.map(({ tag }) => tag)).toEqual(['[Doc 1]', '[Doc 2]'])
    expect(ranked[0]?.text).toContain('diez días')
    expect(ranked[0]?.passage.tag).toBe('[Doc 1]')
  })

  test('go by what a reader says of their units, and those that it did not read are taken for as good as the first', () => {
    const unread = passage(2, 1.95, 'El horario de la tienda es de nueve a dos.')
    const found = [together, scattered, unread]
    const read = rank(question, found).map((unit) => {
      const odds = new Map([
        [together.id, -9],
        [scattered.id, 6],
      ])
      return { ...unit, reading: odds.get(unit.passage.id) ?? null }
    })
    const ids = (units: typeof read) => orderPassages(found, units).passages.map(({ id }) => id)
    expect(ids(read)[0]).toBe(scattered.id)
    expect(ids(read.map((unit) => ({ ...unit, reading: null })))[0]).toBe(together.id)
    const onlyFirst = read.map((unit, place) => ({ ...unit, reading: place === 0 ? -9 : null }))
    expect(ids(onlyFirst)[0]).toBe(together.id)
  })

  test('have falling scores, also where a reader is against the best of them', () => {
    const others = Array.from({ length: passagesRead }, (_, i) => passage(i + 2, 1.9, `Aviso ${i}: hoy se cierra.`))
    const found = [together, scattered, ...others]
    const read = rank(question, found).map((unit, place) => ({ ...unit, reading: place < 3 ? -9 - place : null }))
    const scores = orderPassages(found, read).passages.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  })

  test('stay where they are when the fusion is sure', async () => {
    const found = [{ ...scattered, score: 9 }, together]
    const { passages } = orderPassages(found, rank(question, found))
    expect(passages.map(({ id }) => id)).toEqual([scattered.id, together.id])
  })

  test('have falling scores, also those behind them whose units nobody looked at', async () => {
    const others = Array.from({ length: passagesRead + 1 }, (_, i) =>
      passage(i + 2, 1.9 - i / 10, `Aviso número ${i}: hoy se cierra a las ${i}.`),
    )
    const found = [scattered, together, ...others]
    const { passages } = orderPassages(found, rank(question, found))
    const scores = passages.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(passages.slice(passagesRead).map(({ id }) => id)).toEqual(found.slice(passagesRead).map(({ id }) => id))
  })

  test('that only repeat what stands in others are no better than the worst of them', async () => {
    const found = [scattered, together, passage(2, 2.05, together.text)]
    const { passages } = orderPassages(found, rank(question, found))
    expect(passages[0]?.id).toBe(together.id)
    expect(passages).toHaveLength(3)
  })

  test('without anything that can be quoted keep their order and their scores', () => {
    const found = [scattered, together]
    expect(orderPassages(found, []).passages).toEqual(withTags(found, []).passages)
  })
})
