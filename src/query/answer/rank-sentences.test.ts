import { describe, expect, test } from 'vitest'
import { chunkId, parseDocumentId } from '../../domain/ids.ts'
import type { RankedPassage } from '../../domain/passage.ts'
import type { Analyser } from '../../ports/analyser.ts'
import { rankSentences, type EmbedSentences } from './rank-sentences.ts'

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
const analyser: Analyser = { analyseText: words, analyseQuestion: (text) => [...new Set(words(text))] }
const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')

function passage(index: number, text: string, score: number, start = 0): RankedPassage {
  return {
    id: chunkId(documentId, index),
    documentId,
    text,
    start,
    end: start + text.length,
    place: { kind: 'page', number: 1 },
    headingPath: [],
    tables: [],
    fileName: 'a.txt',
    title: null,
    score,
  }
}
const noEmbeddings: EmbedSentences = async () => null
const sought = (question: string) => ({ terms: words(question), embedding: null })

describe('rankSentences', () => {
  test('puts the sentence with the terms of the question first, verbatim and at its place in the document', async () => {
    const text = 'La sede está en Lima. El plazo de entrega es de diez días.  El pago se hace por adelantado.'
    const document = `${'x'.repeat(100)}${text}`
    const [best] = await rankSentences(analyser, sought('plazo entrega'), [passage(0, text, 1, 100)], noEmbeddings)
    expect(best?.text).toBe('El plazo de entrega es de diez días.')
    expect(document.slice(best?.start, best?.end)).toBe(best?.text)
  })

  test('prefers the better passage when the sentences are otherwise equal', async () => {
    const ranked = await rankSentences(
      analyser,
      sought('precio'),
      [passage(0, 'El precio es de 10 euros.', 0.1), passage(1, 'El precio es de 20 euros.', 2)],
      noEmbeddings,
    )
    expect(ranked[0]?.passage.id).toBe(chunkId(documentId, 1))
  })

  test('lets the similarity decide where no term matches', async () => {
    const text = 'The cat sleeps all day. The dog runs all day. The bird sings all day.'
    const embed: EmbedSentences = async (texts) =>
      texts.map((one) => Float32Array.from(one.includes('dog') ? [1, 0] : [0, 1]))
    const [best] = await rankSentences(
      analyser,
      { terms: ['perro'], embedding: Float32Array.from([1, 0]) },
      [passage(0, text, 1)],
      embed,
    )
    expect(best?.text).toBe('The dog runs all day.')
    expect(best?.similarity).toBe(1)
  })

  test('embeds a bounded number of sentences, the most promising ones', async () => {
    const text = Array.from({ length: 40 }, (_, i) => `Sentence number ${i} says little.`).join(' ')
    const seen: string[] = []
    const embed: EmbedSentences = async (texts) => {
      seen.push(...texts)
      return texts.map(() => Float32Array.from([1]))
    }
    await rankSentences(analyser, { terms: ['37'], embedding: Float32Array.from([1]) }, [passage(0, text, 1)], embed)
    expect(seen).toHaveLength(12)
    expect(seen[0]).toBe('Sentence number 37 says little.')
  })

  test('gives a sentence that stands in two passages once', async () => {
    const ranked = await rankSentences(
      analyser,
      sought('plazo'),
      [
        passage(0, 'El plazo es de diez días.', 2),
        passage(1, 'El plazo es de  diez días.\nOtra frase de la copia.', 1),
      ],
      noEmbeddings,
    )
    expect(ranked.map((one) => one.text)).toEqual(['El plazo es de diez días.', 'Otra frase de la copia.'])
  })

  test('leaves out fragments of a word or two, unless there is nothing else', async () => {
    const ranked = await rankSentences(
      analyser,
      sought('anexo'),
      [passage(0, 'Anexo 1.\nEl anexo trae la tabla.', 1)],
      noEmbeddings,
    )
    expect(ranked.map((one) => one.text)).toEqual(['El anexo trae la tabla.'])
    const only = await rankSentences(analyser, sought('anexo'), [passage(0, 'Anexo 1.', 1)], noEmbeddings)
    expect(only.map((one) => one.text)).toEqual(['Anexo 1.'])
  })

  test('cuts a sentence without end into readable quotes that are still exact slices', async () => {
    const text = `${'celda valor '.repeat(200)}aguja ${'celda valor '.repeat(200)}`
    const ranked = await rankSentences(analyser, sought('aguja'), [passage(0, text, 1, 7)], noEmbeddings)
    expect(ranked[0]?.text).toContain('aguja')
    for (const one of ranked) {
      expect(one.text.length).toBeLessThanOrEqual(480)
      expect(text.slice(one.start - 7, one.end - 7)).toBe(one.text)
    }
  })

  test('never cuts inside a character of two code units', async () => {
    const letters = Array.from({ length: 900 }, (_, i) => String.fromCodePoint(0x1d400 + (i % 700)))
    const text = `a${letters.join('')}`
    const ranked = await rankSentences(analyser, sought('x'), [passage(0, text, 1)], noEmbeddings)
    expect(ranked.length).toBeGreaterThan(1)
    for (const one of ranked) expect(one.text.isWellFormed()).toBe(true)
  })

  test('reads the five best passages only', async () => {
    const passages = Array.from({ length: 8 }, (_, i) => passage(i, `Frase propia del pasaje ${i}.`, 8 - i))
    expect(await rankSentences(analyser, sought('frase'), passages, noEmbeddings)).toHaveLength(5)
  })

  test('has no sentence where there is no passage', async () => {
    expect(await rankSentences(analyser, sought('x'), [], noEmbeddings)).toEqual([])
  })
})
