import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Embedder } from '../../src/ports/models.ts'
import { asPassages, asQuestion } from '../harness/embed-request.ts'

/** What every embedder must do, whatever is behind it. */
export function describeEmbedder(
  name: string,
  open: () => Promise<{ embedder: Embedder; release: () => Promise<void> }>,
): void {
  describe(`the embedder port, ${name}`, () => {
    let embedder: Embedder
    let release: () => Promise<void>
    beforeAll(async () => {
      ;({ embedder, release } = await open())
    })
    afterAll(() => release())

    it('gives one vector of unit length and the stated dimension for each text, in order', async () => {
      const texts = Array.from({ length: 40 }, (_, i) => `La cláusula ${i} fija el precio en ${i * 7} euros.`)
      const embeddings = await embedder.embed(texts, asPassages())
      expect(embeddings).toHaveLength(texts.length)
      for (const embedding of embeddings) {
        expect(embedding).toBeInstanceOf(Float32Array)
        expect(embedding).toHaveLength(embedder.fingerprint.dimension)
        expect(Math.hypot(...embedding)).toBeCloseTo(1, 4)
      }
      const [alone] = await embedder.embed(texts.slice(17, 18), asPassages())
      expect(alone).toEqual(embeddings[17])
    })

    it('gives nothing for nothing, and takes texts that are empty, strange or far too long', async () => {
      expect(await embedder.embed([], asPassages())).toEqual([])
      const strange = ['', ' ', '\u0000\ud800', '🚀'.repeat(50), 'palabra '.repeat(20_000)]
      const embeddings = await embedder.embed(strange, asPassages())
      for (const embedding of embeddings) expect(embedding.every(Number.isFinite)).toBe(true)
    })

    it('keeps calls that run at the same time apart', async () => {
      const calls = ['uno', 'dos', 'tres'].map((text) => embedder.embed([text, `${text} otra vez`], asQuestion()))
      const together = await Promise.all(calls)
      const [dos] = await embedder.embed(['dos'], asQuestion())
      expect(together[1]?.[0]).toEqual(dos)
    })

    it('is cancelled before and during a call', async () => {
      await expect(embedder.embed(['x'], asPassages(AbortSignal.abort()))).rejects.toMatchObject({ code: 'cancelled' })
      const cancelling = new AbortController()
      const texts = Array.from({ length: 2_000 }, (_, i) => `Texto número ${i} ${'palabra '.repeat(60)}`)
      const running = embedder.embed(texts, asPassages(cancelling.signal))
      setImmediate(() => cancelling.abort())
      await expect(running).rejects.toMatchObject({ code: 'cancelled' })
      expect(await embedder.embed(['sigue'], asQuestion())).toHaveLength(1)
    })

    it('counts tokens with the special ones, more for more text', () => {
      expect(embedder.countTokens('')).toBeGreaterThan(0)
      expect(embedder.countTokens('El precio y la renta')).toBeGreaterThan(embedder.countTokens('El precio'))
    })
  })
}
