import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/adapters/postgres/database.ts'
import { createPassageStore } from '../../src/adapters/postgres/passage-store.ts'
import type { ExtractedText } from '../../src/domain/extracted.ts'
import type { DocumentId } from '../../src/domain/ids.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import { anyCompany, uploadedDocument } from '../harness/documents.ts'
import { openDocumentStore } from '../harness/document-store.ts'

let db: Database
let documents: DocumentStore
let close: () => Promise<void>

beforeAll(async () => {
  ;({ db, documents, close } = await openDocumentStore())
})
afterAll(() => close())

test('a position in a text stands on its page, its slide or its row of a sheet', async () => {
  const company = anyCompany()
  const passages = createPassageStore(db)
  const saved = async (layout: Partial<ExtractedText>): Promise<DocumentId> => {
    const { documentId: id } = await uploadedDocument(documents, company)
    const extracted: ExtractedText = {
      text: 'x'.repeat(60),
      blocks: [],
      pages: [],
      pagesApproximate: false,
      tables: [],
      title: null,
      warnings: [],
      ...layout,
    }
    const run = { companyId: company, documentId: id, runId: randomUUID() }
    expect(await documents.claim(run)).not.toBeNull()
    await documents.saveText(run, extracted)
    expect(await documents.loadText(company, id)).toEqual(extracted)
    return id
  }
  const pages = [
    { number: 1, start: 0, end: 10 },
    { number: 2, start: 12, end: 20 },
  ]
  const sheets = [
    { name: 'Precios', rows: [{ number: 2, start: 9, end: 20 }] },
    {
      name: 'Turnos',
      rows: [
        { number: 1, start: 30, end: 40 },
        { number: 4, start: 41, end: 50 },
      ],
    },
  ]
  const [paged, shown, workbook] = [
    await saved({ pages }),
    await saved({ pages, pageKind: 'slide' }),
    await saved({ sheets }),
  ]
  const at = (documentId: DocumentId, position: number) => ({ documentId, position })
  expect(
    await passages.placesAt(company, [
      at(paged, 12),
      at(shown, 3),
      at(workbook, 45),
      at(workbook, 9),
      at(workbook, 25),
    ]),
  ).toEqual([
    { kind: 'page', number: 2 },
    { kind: 'slide', number: 1 },
    { kind: 'sheet', name: 'Turnos', firstRow: 4, lastRow: 4 },
    { kind: 'sheet', name: 'Precios', firstRow: 2, lastRow: 2 },
    null,
  ])
  expect(await passages.placesAt(anyCompany(), [at(workbook, 45)])).toEqual([null])
})
