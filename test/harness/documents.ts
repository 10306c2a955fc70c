import { createHash, randomUUID } from 'node:crypto'
import type { Chunk } from '../../src/domain/chunk.ts'
import type { DocumentScope } from '../../src/domain/document.ts'
import { parseCompanyId, parseDocumentId, type CompanyId } from '../../src/domain/ids.ts'
import type { DocumentUploads, NewDocument, Upload } from '../../src/ports/documents/document-uploads.ts'

export const anyCompany = (): CompanyId => parseCompanyId(randomUUID())

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A document nobody has yet; name and content can be set to provoke duplicates. */
export function newDocument(companyId: CompanyId, changes: Partial<NewDocument> = {}): NewDocument {
  const id = parseDocumentId(randomUUID())
  return {
    id,
    companyId,
    fileName: `${id}.txt`,
    fileType: 'text/plain',
    objectKey: `${companyId}/${id}/${id}.txt`,
    sizeBytes: 12,
    contentHash: sha256(id),
    metadata: null,
    ...changes,
  }
}

/** An upload of a document nobody has yet, whose sender stores its original right now. */
export async function pendingUpload(
  documents: DocumentUploads,
  companyId: CompanyId,
  changes: Partial<NewDocument> = {},
): Promise<Upload> {
  const token = randomUUID()
  const acceptance = await documents.accept(newDocument(companyId, changes), token)
  if (acceptance.kind !== 'accepted') throw new Error(`expected the document to be accepted, not ${acceptance.kind}`)
  return { companyId, documentId: acceptance.document.id, token }
}

/** A document whose original counts as stored, with its job. */
export async function uploadedDocument(
  documents: DocumentUploads,
  companyId: CompanyId,
  changes: Partial<NewDocument> = {},
): Promise<DocumentScope> {
  const upload = await pendingUpload(documents, companyId, changes)
  if (!(await documents.confirmUpload(upload))) throw new Error('expected the upload to be confirmed')
  return { companyId, documentId: upload.documentId }
}

/** Chunks that lie one behind the other in a text of their own. */
export function chunksOf(...texts: readonly string[]): Chunk[] {
  let start = 0
  return texts.map((text, index) => {
    const chunk: Chunk = {
      index,
      text,
      start,
      end: start + text.length,
      place: { kind: 'page', number: index + 1 },
      headingPath: ['Título'],
      outline: { blocks: [{ kind: 'paragraph', start, end: start + text.length }], opener: null },
      tables: [],
      tokens: text.split(' ').length,
      contentHash: sha256(text),
    }
    start = chunk.end + 1
    return chunk
  })
}
