import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPassageStore } from '../../src/adapters/postgres/passage-store.ts'
import { AppError } from '../../src/domain/errors.ts'
import { chunkId, type DocumentId } from '../../src/domain/ids.ts'
import { acceptDocument } from '../../src/ingest/accept.ts'
import { processDocument, type ProcessDeps } from '../../src/ingest/process.ts'
import { makeScan, pictureOf } from '../fixtures/extract/make-scan.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'

let ingest: Ingest
let deps: Ingest['deps']
const companyId = anyCompany()
const attempt = () => ({ signal: AbortSignal.timeout(120_000), last: false })

beforeAll(async () => {
  ingest = await openIngest()
  deps = ingest.deps
})
afterAll(() => ingest.close())

async function accepted(fileName: string, bytes: Buffer): Promise<DocumentId> {
  const file = path.join(ingest.folder, fileName)
  await writeFile(file, bytes)
  const body = createReadStream(file)
  const incoming = { companyId, fileName, body, metadata: async () => null, signal: AbortSignal.timeout(60_000) }
  return (await acceptDocument(deps, incoming)).id
}

/** The pages that are recognised, and an extractor that breaks off at one of them. */
function interruptedAt(page: number | null): { readonly deps: ProcessDeps; readonly pages: number[] } {
  const pages: number[] = []
  const extractor: ProcessDeps['extractor'] = {
    ...deps.extractor,
    extract: async (request) => {
      if (request.page === undefined) return deps.extractor.extract(request)
      if (request.page === page) throw new AppError('extraction_crashed', 'Ended from outside.', { retryable: true })
      pages.push(request.page)
      return deps.extractor.extract(request)
    },
  }
  return { deps: { ...deps, extractor }, pages }
}

test('a scan becomes text page by page, goes on where an attempt stopped, and its passages say that they were recognised', async () => {
  const first = await pictureOf(['El plazo de entrega es de treinta días.'])
  const second = await pictureOf(['El precio del contrato es de 12.400 euros.'])
  const documentId = await accepted('escaneado.pdf', makeScan([{ picture: first }, { picture: second }]))
  const stopped = interruptedAt(2)
  await expect(processDocument(stopped.deps, { companyId, documentId }, attempt())).rejects.toMatchObject({
    retryable: true,
  })
  expect(stopped.pages).toEqual([1])

  const later = interruptedAt(null)
  expect(await processDocument(later.deps, { companyId, documentId }, attempt())).toBe('processed')
  expect(later.pages).toEqual([2])
  const text = await deps.documents.loadText(companyId, documentId)
  expect(text?.text).toBe('El plazo de entrega es de treinta días.\n\nEl precio del contrato es de 12.400 euros.')
  expect((await deps.documents.loadScans(companyId, documentId)).size).toBe(0)
  const document = await deps.documents.find(companyId, documentId)
  expect(document?.warnings).toEqual([
    { code: 'pages_by_ocr', facts: { pages: 2, page: 1, confidence: expect.any(Number) } },
  ])

  const passages = createPassageStore(ingest.db)
  const [passage] = await passages.load(companyId, [chunkId(documentId, 0)])
  expect(passage?.place).toEqual({ kind: 'page', number: 1, ocr: true })
  expect(await passages.placesAt(companyId, [{ documentId, position: 45 }])).toEqual([
    { kind: 'page', number: 2, ocr: true },
  ])
})

test('with OCR off a scan is refused as before', async () => {
  const picture = { width: 100, height: 140, pixels: Buffer.alloc(14_000, 128) }
  const documentId = await accepted('sin-ocr.pdf', makeScan([{ picture }]))
  expect(await processDocument({ ...deps, ocr: 'off' }, { companyId, documentId }, attempt())).toBe('failed')
  expect(await deps.documents.find(companyId, documentId)).toMatchObject({ errorCode: 'no_text_layer' })
})
