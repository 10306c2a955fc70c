// Opens an embedder, prints the ids of its processes, and waits to be killed. Started by embed-onnx.test.ts.
import { createOnnxEmbedder } from '../../src/adapters/models/onnx-embedder.ts'
import { asPassages } from '../harness/embed-request.ts'

const [, , modelDir = '', cacheDir = ''] = process.argv
const embedder = await createOnnxEmbedder({ modelDir, cacheDir, processes: 2 })
await embedder.embed(['uno', 'dos'], asPassages())
process.stdout.write(`${JSON.stringify(embedder.processes.map(({ pid }) => pid))}\n`)
