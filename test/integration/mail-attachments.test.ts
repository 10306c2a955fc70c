import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Document } from '../../src/domain/document.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { CompanyId, DocumentId } from '../../src/domain/ids.ts'
import { warning } from '../../src/domain/warnings/warning.ts'
import { acceptDocument } from '../../src/ingest/accept.ts'
import { processDocument, type ProcessDeps } from '../../src/ingest/process.ts'
import { removeDocuments } from '../../src/ingest/remove-many.ts'
import { removeDocument } from '../../src/ingest/remove.ts'
import { makeMail } from '../fixtures/extract/make-mail.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'

let ingest: Ingest
let deps: Ingest['deps']

beforeAll(async () => {
  ingest = await openIngest()
  deps = ingest.deps
})
afterAll(() => ingest.close())

const inTime = () => AbortSignal.timeout(60_000)
const note = { name: 'nota.txt', content: 'La entrega es el lunes a las nueve de la mañana.' }
const offer = { name: 'oferta.txt', content: 'La oferta vale hasta el treinta de abril.' }
const program = {
  name: 'virus.exe',
  content: Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0]),
}

async function upload(companyId: CompanyId, fileName: string, bytes: Buffer | string): Promise<DocumentId> {
  const metadata = async () => ({ project: 'alfa' })
  const incoming = { companyId, fileName, body: Readable.from([Buffer.from(bytes)]), metadata, signal: inTime() }
  return (await acceptDocument(deps, incoming)).id
}

function read(companyId: CompanyId, documentId: DocumentId, using: ProcessDeps = deps) {
  return processDocument(using, { companyId, documentId }, { signal: inTime(), last: false })
}

async function mailOf(companyId: CompanyId, fileName: string, ...files: Parameters<typeof makeMail>[2] & object) {
  const id = await upload(companyId, fileName, makeMail(fileName, `Texto de ${fileName}.`, files))
  expect(await read(companyId, id)).toBe('processed')
  return id
}

async function named(companyId: CompanyId, fileName: string): Promise<Document | undefined> {
  return (await deps.documents.list(companyId, 100, 0)).find((one) => one.fileName === fileName)
}

const countOf = async (companyId: CompanyId) => (await deps.documents.list(companyId, 100, 0)).length

/** As after `atenex reprocess`. */
async function readAgain(companyId: CompanyId, documentId: DocumentId): Promise<void> {
  await ingest.db.updateTable('documents').set({ reprocess_at: new Date() }).where('id', '=', documentId).execute()
  await sql`update document_texts set layout = layout || '{"version": 2}' where document_id = ${documentId}`.execute(
    ingest.db,
  )
  expect(await read(companyId, documentId)).toBe('processed')
}

test('files of a mail become documents that name it, and what becomes none is told', async () => {
  const companyId = anyCompany()
  const mail = await mailOf(companyId, 'pedido.eml', note, program, { name: 'vacio.txt', content: '' })
  const document = await named(companyId, 'pedido.eml - nota.txt')
  expect(document).toMatchObject({
    parentId: mail,
    status: 'uploaded',
    fileType: 'text/plain',
    metadata: { project: 'alfa' },
  })
  expect(document?.id && (await read(companyId, document.id))).toBe('processed')
  expect((await deps.documents.find(companyId, mail))?.warnings).toEqual([
    warning('attachment_refused', { name: 'virus.exe', error: 'unsupported_type' }),
    warning('attachment_refused', { name: 'vacio.txt', error: 'empty_file' }),
  ])
  expect(await countOf(companyId)).toBe(2)
  const ids = [mail, document?.id ?? '']
  expect(await removeDocuments(deps, companyId, ids, inTime())).toEqual({ deleted: ids, failed: [] })
})

test('a mail that is read again doubles no file, and brings none back that was deleted', async () => {
  const companyId = anyCompany()
  const mail = await mailOf(companyId, 'pedido.eml', note, offer)
  const kept = await named(companyId, 'pedido.eml - nota.txt')
  const deleted = await named(companyId, 'pedido.eml - oferta.txt')
  if (deleted === undefined) throw new Error('the offer is no document')
  await removeDocument(deps, { companyId, documentId: deleted.id })
  await readAgain(companyId, mail)
  expect((await deps.documents.list(companyId, 100, 0)).map(({ id }) => id).toSorted()).toEqual(
    [mail, kept?.id ?? ''].toSorted(),
  )
})

test('an attempt that failed in between goes on where it stopped', async () => {
  const companyId = anyCompany()
  const mail = await upload(companyId, 'pedido.eml', makeMail('Pedido', 'Texto.', [note, offer]))
  let puts = 0
  const away = new AppError('object_store_unavailable', 'The object store is away.', { retryable: true })
  const put: typeof deps.objects.put = async (...given) => {
    puts += 1
    if (puts === 2) throw away
    await deps.objects.put(...given)
  }
  const failing = { ...deps, objects: { ...deps.objects, put } }
  await expect(read(companyId, mail, failing)).rejects.toMatchObject({ code: 'object_store_unavailable' })
  expect(await read(companyId, mail, failing)).toBe('processed')
  expect(puts).toBe(3)
  expect(await countOf(companyId)).toBe(3)
})

test('a mail takes with it what came with it, but nothing that another mail has too or that was uploaded', async () => {
  const companyId = anyCompany()
  const byHand = await upload(companyId, 'oferta.txt', offer.content)
  const first = await mailOf(companyId, 'uno.eml', note, offer, { name: 'solo.txt', content: 'Solo aquí, una vez.' })
  const second = await mailOf(companyId, 'dos.eml', note)
  const shared = await named(companyId, 'uno.eml - nota.txt')
  if (shared === undefined) throw new Error('the note is no document')
  expect((await deps.documents.find(companyId, first))?.warnings).toEqual([
    warning('attachment_known', { name: 'oferta.txt', document: byHand }),
  ])
  expect((await deps.documents.find(companyId, second))?.warnings).toEqual([
    warning('attachment_known', { name: 'nota.txt', document: shared.id }),
  ])
  await removeDocument(deps, { companyId, documentId: first })
  expect(await named(companyId, 'uno.eml - solo.txt')).toBeUndefined()
  expect(await deps.documents.find(companyId, shared.id)).toMatchObject({ parentId: second, deletedAt: null })
  await removeDocument(deps, { companyId, documentId: second })
  expect((await deps.documents.list(companyId, 100, 0)).map(({ id }) => id)).toEqual([byHand])
  const rows = await ingest.db.selectFrom('documents').select('id').where('company_id', '=', companyId).execute()
  expect(rows).toHaveLength(1)
  expect(await deps.objects.list(companyId, null, inTime())).toHaveLength(1)
})

test('a mail that is deleted meanwhile leaves nothing of what came with it', async () => {
  const companyId = anyCompany()
  const mail = await upload(companyId, 'pedido.eml', makeMail('Pedido', 'Texto.', [note, offer]))
  const detach: typeof deps.extractor.detach = async (request) => {
    await deps.extractor.detach(request)
    if (request.part === '1.2') await removeDocument(deps, { companyId, documentId: mail })
  }
  const outcome = await read(companyId, mail, { ...deps, extractor: { ...deps.extractor, detach } })
  expect(outcome).toBe('nothing_to_do')
  expect(await countOf(companyId)).toBe(0)
  expect(await deps.objects.list(companyId, null, inTime())).toEqual([])
})

test('mails in mails are documents down to the third, whose files are named', async () => {
  const companyId = anyCompany()
  const nested = Array.from({ length: 4 }, (_, depth) => depth).reduce(
    (inner, depth) => makeMail(`Nivel ${depth}`, `Texto ${depth}.`, [{ name: `n${depth}.eml`, content: inner }]),
    makeMail('Fondo', 'Texto del fondo.'),
  )
  let next: DocumentId | undefined = await upload(companyId, 'a.eml', nested)
  const seen: DocumentId[] = []
  while (next !== undefined) {
    expect(await read(companyId, next)).toBe('processed')
    seen.push(next)
    const mail: DocumentId = next
    next = (await deps.documents.list(companyId, 100, 0)).find(({ parentId }) => parentId === mail)?.id
  }
  expect(seen).toHaveLength(4)
  const last = await deps.documents.find(companyId, seen[3] as DocumentId)
  expect(last?.warnings).toEqual([warning('attachment_unread', { name: 'n0.eml' })])
  await removeDocument(deps, { companyId, documentId: seen[0] as DocumentId })
  expect(await countOf(companyId)).toBe(0)
})

test('where an installation wants them named, files of a mail are no documents', async () => {
  const companyId = anyCompany()
  const mail = await upload(companyId, 'pedido.eml', makeMail('Pedido', 'Texto.', [note]))
  expect(await read(companyId, mail, { ...deps, attachments: 'named' })).toBe('processed')
  expect((await deps.documents.find(companyId, mail))?.warnings).toEqual([
    warning('attachment_unread', { name: 'nota.txt' }),
  ])
  expect(await countOf(companyId)).toBe(1)
})
