import { gunzipSync, gzipSync } from 'node:zlib'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createOnnxEmbedder, type OnnxEmbedder } from '../../src/adapters/models/onnx-embedder.ts'
import type { UnitToRead } from '../../src/ports/models.ts'
import { anyCompany } from '../harness/documents.ts'
import { asQuestion } from '../harness/embed-request.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const models = path.join(import.meta.dirname, '../../models')
const model = path.join(models, 'multilingual-e5-small')

interface Reference {
  readonly cases: readonly { readonly question: string; readonly unit: UnitToRead; readonly logOdds: number }[]
}

describe('the reader of question and unit', () => {
  let cacheDir: string
  const opened: OnnxEmbedder[] = []
  const open = async (modelDir = model, reads = true): Promise<OnnxEmbedder> => {
    const embedder = await createOnnxEmbedder({ modelDir, cacheDir, processes: 1, reads })
    opened.push(embedder)
    return embedder
  }
  const request = () => ({ companyId: anyCompany(), signal: new AbortController().signal })
  beforeAll(async () => {
    cacheDir = await mkdtemp(path.join(tmpdir(), 'atenex-reader-'))
  })
  afterAll(() => removeFolder(cacheDir))
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((embedder) => embedder.close()))
  })

  it('says what another engine says of the same weights, as near as whole numbers allow', async () => {
    const { cases }: Reference = JSON.parse(await readFile(path.join(model, 'reader-reference.json'), 'utf8'))
    const { reader } = await open()
    const differences: number[] = []
    for (const { question, unit, logOdds } of cases) {
      const [read = Number.NaN] = (await reader?.read(question, [unit], request())) ?? []
      differences.push(Math.abs(read - logOdds))
    }
    const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length
    expect(mean).toBeLessThan(0.5)
    expect(Math.max(...differences)).toBeLessThan(2.5)
  })

  it('tells the line that answers from its neighbour and from one about another thing', async () => {
    const { reader } = await open()
    const above = 'Tarifas del gimnasio'
    const units = ['Cuota mensual: 32 €', 'Matrícula: 20 €', 'Horario: de 7 a 22 h'].map((text) => ({
      above,
      lead: '',
      text,
    }))
    const [monthly = 0, joining = 0, hours = 0] =
      (await reader?.read('¿cuánto se paga al mes?', units, request())) ?? []
    expect(monthly).toBeGreaterThan(joining)
    expect(monthly).toBeGreaterThan(hours)
  })

  it('reads and embeds at the same time without mixing them up', async () => {
    const embedder = await open()
    const unit = { above: '', lead: '', text: 'El plazo de entrega es de quince días.' }
    const [alone] = (await embedder.reader?.read('¿cuándo llega?', [unit], request())) ?? []
    const [vector] = await embedder.embed(['¿cuándo llega?'], asQuestion())
    const [readings, vectors] = await Promise.all([
      embedder.reader?.read('¿cuándo llega?', [unit, unit, unit], request()),
      embedder.embed(['¿cuándo llega?', '¿cuándo llega?'], asQuestion()),
    ])
    expect(readings).toEqual([alone, alone, alone])
    expect(vectors).toEqual([vector, vector])
  })

  it('takes anything as a text, and nothing at all', async () => {
    const { reader } = await open()
    const strange = ['', ' ', '\u0000\ud800', '🚀'.repeat(900), 'palabra '.repeat(5_000)]
    const units = strange.map((text) => ({ above: text, lead: text, text }))
    for (const question of strange) {
      const readings = await reader?.read(question, units, request())
      expect(readings?.every(Number.isFinite)).toBe(true)
    }
    expect(await reader?.read('¿?', [], request())).toEqual([])
  })

  it('is cancelled like the embedder', async () => {
    const { reader } = await open()
    const unit = { above: '', lead: '', text: 'palabra' }
    const stopped = reader?.read('¿?', [unit], { companyId: anyCompany(), signal: AbortSignal.abort() })
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is not there where nobody asks for it, where the model has none, and where the model lies unpacked', async () => {
    expect((await open(model, false)).reader).toBeNull()
    expect((await open(path.join(models, 'all-MiniLM-L6-v2'))).reader).toBeNull()
    const folder = await mkdtemp(path.join(tmpdir(), 'atenex-unpacked-'))
    await cp(model, folder, { recursive: true })
    await writeFile(path.join(folder, 'model.onnx'), gunzipSync(await readFile(path.join(model, 'model.onnx.gz'))))
    const embedder = await open(folder)
    expect(embedder.reader).toBeNull()
    expect(await embedder.embed(['sigue'], asQuestion())).toHaveLength(1)
    await removeFolder(folder)
  })

  it('is made anew when its unpacked file was damaged, and told of when the packed one is', async () => {
    await open()
    const home = (await readdir(cacheDir)).find((name) => name.startsWith('multilingual-e5-small')) ?? ''
    const file = (await readdir(path.join(cacheDir, home))).find((name) => /^reader-.*\.onnx$/u.test(name)) ?? ''
    await writeFile(path.join(cacheDir, home, file), 'broken')
    expect((await open()).reader).not.toBeNull()
    const folder = await mkdtemp(path.join(tmpdir(), 'atenex-damaged-'))
    await cp(model, folder, { recursive: true })
    await writeFile(path.join(folder, 'reader.onnx.gz'), gzipSync('not a model'))
    await rm(path.join(cacheDir, home, file))
    await expect(open(folder)).rejects.toMatchObject({ code: 'configuration' })
    await removeFolder(folder)
  })
})
