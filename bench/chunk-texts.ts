import { randomUUID } from 'node:crypto'
import { createExtractor } from '../src/adapters/extract/process/extractor.ts'
import type { OnnxEmbedder } from '../src/adapters/models/onnx-embedder.ts'
import { indexedText } from '../src/domain/chunk.ts'
import { parseCompanyId } from '../src/domain/ids.ts'
import { chunkDocument } from '../src/ingest/chunk/chunk-document.ts'
import { fileTypeOf, type CorpusFile } from './corpus.ts'
import { extractorLimits, quietLog } from './extract.ts'

/** The chunks that the product will make of the files, by the same steps. */
export async function chunkTexts(files: readonly CorpusFile[], embedder: OnnxEmbedder): Promise<readonly string[]> {
  const extractor = createExtractor({ ...extractorLimits, processes: 1, log: quietLog() })
  const signal = new AbortController().signal
  const companyId = parseCompanyId(randomUUID())
  const countTokens = (text: string) => embedder.countTokens(text)
  const texts: string[] = []
  try {
    for (const { path: file, format } of files) {
      const extracted = await extractor.extract({ companyId, path: file, fileType: fileTypeOf[format], signal })
      const chunks = await chunkDocument(extracted, { ...embedder.limits, countTokens })
      texts.push(...chunks.map((chunk) => indexedText(chunk, extracted.title)))
    }
    return texts
  } finally {
    await extractor.close()
  }
}
