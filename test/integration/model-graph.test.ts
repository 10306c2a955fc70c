import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOnnxEmbedder } from '../../src/adapters/models/onnx-embedder.ts'
import { asPassages } from '../harness/embed-request.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const model = path.join(import.meta.dirname, '../../models/multilingual-e5-small')
const text = 'El plazo de entrega es de quince días desde que se firma el pedido.'

describe('the graph that a model is run by', () => {
  let root: string
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'atenex-graph-'))
  })
  afterAll(() => removeFolder(root))
  const copy = async (name: string): Promise<string> => {
    const folder = path.join(root, name)
    await cp(model, folder, { recursive: true })
    return folder
  }
  const embed = async (modelDir: string, cache = 'cache') => {
    await using closing = new AsyncDisposableStack()
    const embedder = await createOnnxEmbedder({ modelDir, cacheDir: path.join(root, cache), processes: 1 })
    closing.defer(() => embedder.close())
    const [vector = new Float32Array()] = await embedder.embed([text], asPassages())
    return { vector, fingerprint: embedder.fingerprint }
  }
  const withoutGraph = async (folder: string): Promise<void> => {
    const file = path.join(folder, 'model.json')
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), graph: null }))
    await rm(path.join(folder, 'graph.onnx'))
  }

  it('gives what the model gives, as near as whole numbers allow, under the same fingerprint', async () => {
    const bare = await copy('bare')
    await withoutGraph(bare)
    const [by, without] = [await embed(model), await embed(bare)]
    const cosine = by.vector.reduce((sum, value, at) => sum + value * (without.vector[at] ?? 0), 0)
    expect(cosine).toBeGreaterThan(0.995)
    expect(by.fingerprint).toEqual(without.fingerprint)
  })

  it('runs a model that lies unpacked where it is', async () => {
    const plain = await copy('plain')
    await writeFile(path.join(plain, 'model.onnx'), gunzipSync(await readFile(path.join(plain, 'model.onnx.gz'))))
    await rm(path.join(plain, 'model.onnx.gz'))
    expect((await embed(plain, 'of-plain')).vector).toEqual((await embed(model)).vector)
  })

  it('is put back where it was damaged in the cache', async () => {
    const { vector } = await embed(model, 'damaged')
    const [home = ''] = await readdir(path.join(root, 'damaged'))
    const files = await readdir(path.join(root, 'damaged', home))
    const graph = files.find((name) => name.startsWith('graph-')) ?? ''
    await writeFile(path.join(root, 'damaged', home, graph), 'broken')
    expect((await embed(model, 'damaged')).vector).toEqual(vector)
  })

  it.each(['missing', 'another one'])('is told of when it is %s', async (fault) => {
    const folder = await copy(fault)
    const file = path.join(folder, 'graph.onnx')
    await (fault === 'missing' ? rm(file) : writeFile(file, 'not the one'))
    await expect(embed(folder, `of-${fault}`)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('graph.onnx'),
    })
  })
})
