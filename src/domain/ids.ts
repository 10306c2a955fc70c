import { AppError } from './errors.ts'

/** A tenant. Canonical lower-case UUID: parsed once at the edge, trusted inside. */
export type CompanyId = string & { readonly __brand: 'CompanyId' }
/** A person inside a company. Canonical lower-case UUID. */
export type UserId = string & { readonly __brand: 'UserId' }
/** One uploaded file and its life cycle. Canonical lower-case UUID. */
export type DocumentId = string & { readonly __brand: 'DocumentId' }
/** A thread of questions and answers. Canonical lower-case UUID. */
export type ChatId = string & { readonly __brand: 'ChatId' }
/** Primary key of a chunk in every store: `{document_id}_{chunk_index}`. Clients cut the last `_` part, so the format is fixed. */
export type ChunkId = string & { readonly __brand: 'ChunkId' }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Lower-cases a UUID and drops the spellings `urn:uuid:…` and `{…}`; returns null when the text is not a UUID. */
export function canonicalUuid(text: string): string | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, '')
    .replace(/^\{(.*)\}$/, '$1')
  if (UUID.test(plain)) return plain
  if (/^[0-9a-f]{32}$/.test(plain)) {
    return plain.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
  return null
}

function parseUuid(text: string, what: string): string {
  const id = canonicalUuid(text)
  if (id === null) throw new AppError('invalid_id', `${what} is not a UUID; send 32 hexadecimal digits as 8-4-4-4-12.`)
  return id
}

export const parseCompanyId = (text: string): CompanyId => parseUuid(text, 'The company id') as CompanyId
export const parseUserId = (text: string): UserId => parseUuid(text, 'The user id') as UserId
export const parseDocumentId = (text: string): DocumentId => parseUuid(text, 'The document id') as DocumentId
export const parseChatId = (text: string): ChatId => parseUuid(text, 'The chat id') as ChatId

/** Same document and index, same id, on every attempt and in every store. */
export function chunkId(documentId: DocumentId, index: number): ChunkId {
  return `${documentId}_${index}` as ChunkId
}

/** A chunk's id as somebody else wrote it down; null when it is none. */
export function parseChunkId(text: string): { readonly id: ChunkId; readonly documentId: DocumentId } | null {
  const cut = text.lastIndexOf('_')
  const documentId = cut < 0 ? null : canonicalUuid(text.slice(0, cut))
  const index = text.slice(cut + 1)
  if (documentId === null || !/^(0|[1-9]\d{0,8})$/.test(index)) return null
  return { id: `${documentId}_${index}` as ChunkId, documentId: documentId as DocumentId }
}
