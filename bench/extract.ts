import { randomUUID } from 'node:crypto'
import { createExtractor } from '../src/adapters/extract/process/extractor.ts'
import { parseCompanyId } from '../src/domain/ids.ts'
import { createLogger } from '../src/observability/logger.ts'
import { corpusFormats, fileTypeOf, writeDocument, type CorpusFile, type CorpusFormat } from './corpus.ts'
import { temporaryFolder, watchProcesses } from './processes.ts'
import { rounded, type PartResult } from './report.ts'
import { timed } from './embed.ts'

/** Pages of one document and number of documents, so that every format runs for a second or more. */
const PAGES = 200
const WORDS_PER_PAGE = 450

/** Reading files, in the child process that the product uses, one file at a time. */
export async function benchExtract(quick: boolean): Promise<PartResult> {
  const folder = await temporaryFolder('extract')
  const extractor = createExtractor({ ...extractorLimits, processes: 1, log: quietLog() })
  const signal = new AbortController().signal
  const companyId = parseCompanyId(randomUUID())
  const rows: string[][] = []
  const figures: Record<string, number> = {}
  const memory = watchProcesses(process.pid)
  try {
    for (const format of corpusFormats) {
      const files = await writeFiles(folder.path, format, quick)
      const run = (file: CorpusFile) =>
        extractor.extract({ companyId, path: file.path, fileType: fileTypeOf[format], signal })
      const warmUp = await writeDocument(folder.path, { format, pages: 2, seed: 1 })
      await run(warmUp)
      const seconds = await timed(async () => {
        for (const file of files) await run(file)
      })
      const pages = files.reduce((sum, file) => sum + file.pages, 0)
      const megabytes = files.reduce((sum, file) => sum + file.bytes, 0) / 1e6
      rows.push([
        format,
        String(files.length),
        String(pages),
        rounded(seconds),
        rounded(pages / seconds),
        rounded(megabytes / seconds),
      ])
      figures[`${format}.pages_per_second`] = pages / seconds
    }
  } finally {
    await extractor.close()
    await folder.remove()
  }
  const child = (await memory.stop()).find(({ pid }) => pid !== process.pid)
  figures['peak_mb'] = child?.peakMb ?? Number.NaN
  return {
    title: `Extraction: one child process (peak ${rounded(figures['peak_mb'])} MB); a page of formats without pages is ${WORDS_PER_PAGE} words`,
    head: ['Format', 'files', 'pages', 'seconds', 'pages/s', 'MB/s'],
    rows,
    figures,
  }
}

/** The product's defaults. */
export const extractorLimits = { timeoutMs: 300_000, maxPages: 10_000, maxTextCharacters: 20_000_000 } as const

/** Only what went wrong. */
export function quietLog() {
  return createLogger({ level: 'warn', pretty: false, name: 'bench' })
}

async function writeFiles(folder: string, format: CorpusFormat, quick: boolean): Promise<readonly CorpusFile[]> {
  const files: CorpusFile[] = []
  for (let seed = 2; seed < (quick ? 3 : 7); seed += 1)
    files.push(await writeDocument(folder, { format, pages: PAGES, seed }))
  return files
}
