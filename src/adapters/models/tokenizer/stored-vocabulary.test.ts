import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadTokenizer } from './load-tokenizer.ts'
import { readStoredVocabulary } from './stored-vocabulary.ts'

const shipped = path.join(import.meta.dirname, '../../../../models/use-multilingual-v3/tokenizer.json')
const fewPieces = 4_000
const texts = ['El Tribunal Supremo anuló la sentencia n.º 14/2024', '日本語 🚀', '<s> x', '']

describe('what is kept of a large vocabulary', () => {
  let folder: string
  let file: string
  let kept: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'atenex-vocabulary-'))
    file = path.join(folder, 'tokenizer.json')
    kept = path.join(folder, 'vocabulary.bin')
    const whole = JSON.parse(await readFile(shipped, 'utf8'))
    const model = { ...whole.model, vocab: whole.model.vocab.slice(0, fewPieces) }
    await writeFile(file, JSON.stringify({ ...whole, model }))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const idsOf = async (keptIn: string | null) => {
    const tokenizer = await loadTokenizer(file, keptIn)
    return texts.map((text) => tokenizer.encode(text))
  }

  it('gives the ids of the file, and is not made again', async () => {
    const expected = await idsOf(null)
    expect(await idsOf(kept)).toEqual(expected)
    const made = await readFile(kept)
    expect(await idsOf(kept)).toEqual(expected)
    expect((await readFile(kept)).equals(made)).toBe(true)
    expect(await readdir(folder)).toEqual(['tokenizer.json', 'vocabulary.bin'])
  })

  it('is made anew when it is damaged, cut off or of another file', async () => {
    const expected = await idsOf(kept)
    const made = await readFile(kept)
    const damaged = Buffer.from(made)
    damaged[made.length >> 1] = (damaged[made.length >> 1] ?? 0) ^ 1
    for (const wrong of [damaged, made.subarray(0, 1_000), made.subarray(0, made.length - 1), Buffer.alloc(0)]) {
      await writeFile(kept, wrong)
      expect(await idsOf(kept)).toEqual(expected)
      expect((await readFile(kept)).equals(made)).toBe(true)
    }
    await utimes(file, 1, 1)
    expect(await idsOf(kept)).toEqual(expected)
    expect((await readFile(kept)).equals(made)).toBe(false)
  })

  it('is missing where it cannot be written, and nothing else', async () => {
    const nowhere = path.join(folder, 'no such folder', 'vocabulary.bin')
    expect(await idsOf(nowhere)).toEqual(await idsOf(null))
    expect(await readStoredVocabulary(nowhere, { size: 1, mtimeMs: 1 })).toBeNull()
  })
})
