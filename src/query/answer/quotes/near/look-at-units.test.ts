import { expect, test } from 'vitest'
import { createAnalyser } from '../../../../adapters/analyse/analyser.ts'
import { chunkId, parseDocumentId } from '../../../../domain/ids.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { packVectors } from '../../../../domain/units/piece-vectors.ts'
import { piecesOf } from '../../../../domain/units/pieces.ts'
import { lookAtUnits } from './look-at-units.ts'
import { rankUnits } from '../rank-units.ts'

const analyser = createAnalyser()
const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const question = '¿Quién mandaba la nave?'

/** With vectors of two dimensions: the sentence that names the captain is nearest to the question, which is [1, 0]. */
function passage(text: string): RankedPassage {
  const position = { start: 0, end: text.length, place: null, headingPath: [], outline: null, tables: [] }
  const plain = {
    id: chunkId(documentId, 0),
    documentId,
    text,
    fileName: 'a.txt',
    title: null,
    documentTitle: null,
    score: 1,
    ...position,
  }
  const vectors = piecesOf(plain).map((piece) =>
    piece.text.includes('Elena') ? Float32Array.of(1, 0) : Float32Array.of(0.6, 0.8),
  )
  return { ...plain, pieceVectors: packVectors(vectors) }
}

async function embeddedFor(text: string): Promise<{ readonly first: string; readonly embedded: readonly string[] }> {
  const embedded: string[] = []
  const sought = {
    text: question,
    terms: analyser.analyseQuestion(question),
    meant: new Map<string, string>(),
    embedding: Float32Array.of(1, 0),
    meanQuestion: null,
  }
  const [first] = await lookAtUnits(
    rankUnits({ analyser, languageOf: () => null }, sought, [passage(text)]),
    sought,
    async (texts) => {
      embedded.push(...texts)
      return texts.map(() => Float32Array.of(0, 1))
    },
  )
  return { first: first?.text ?? '', embedded }
}

const sentences = [
  'Salió del puerto de noche y con poca carga.',
  'El capitán era Elena Ruiz, que llevaba veinte años en la flota.',
  'Llevaba trigo, aceite y vino para las islas.',
  'Tardó once días en llegar por culpa del viento.',
  'A la vuelta cargó sal y algo de pescado seco.',
  'Nadie preguntó por ella hasta la primavera siguiente.',
  'El puerto quedó cerrado por las obras del muelle.',
]

test('sentences of running text are told apart by what is known of them', async () => {
  const { first, embedded } = await embeddedFor(sentences.join(' '))
  expect(first).toBe(sentences[1])
  expect(embedded).toEqual([])
})

test('lines of their own are embedded, because the vectors within their passage say little', async () => {
  const { embedded } = await embeddedFor(sentences.join('\n\n'))
  expect(embedded.length).toBeGreaterThan(2)
})
