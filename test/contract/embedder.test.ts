import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createHttpEmbedder } from '../../src/adapters/models/http/http-embedder.ts'
import { createOnnxEmbedder } from '../../src/adapters/models/onnx-embedder.ts'
import { describeEmbedder } from './embedder-suite.ts'
import { startEmbeddingService } from './embedder-service.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const models = path.join(import.meta.dirname, '../../models')

for (const model of ['multilingual-e5-small', 'use-multilingual-v3', 'all-MiniLM-L6-v2']) {
  describeEmbedder(model, async () => {
    const cacheDir = await mkdtemp(path.join(tmpdir(), 'atenex-models-'))
    const embedder = await createOnnxEmbedder({ modelDir: path.join(models, model), cacheDir, processes: 1 })
    const release = async (): Promise<void> => {
      await embedder.close()
      await removeFolder(cacheDir)
    }
    return { embedder, release }
  })
}

for (const api of ['atenex', 'openai'] as const) {
  describeEmbedder(`over HTTP, ${api}`, async () => {
    const service = await startEmbeddingService()
    const embedder = await createHttpEmbedder({ url: service.url, api, model: 'm', key: () => null, dimension: null })
    const release = async (): Promise<void> => {
      await embedder.close()
      await service.close()
    }
    return { embedder, release }
  })
}
