import type { DocumentItem } from '../contract/documents.ts'
import type { Document } from '../domain/document.ts'
import type { ActiveCollections } from '../ports/active-collection.ts'
import type { Log } from '../ports/log.ts'
import type { ObjectStore } from '../ports/object-store.ts'
import type { ReplyLanguage } from './reply-language.ts'
import { spanishSentences } from './spanish-sentences.ts'

interface LiveDeps {
  readonly objects: ObjectStore
  readonly collections: ActiveCollections
  readonly log: Log
}

/** What the stores say about a document right now; null and −1 mean that they could not be asked. */
interface Live {
  readonly originalExists: boolean | null
  readonly vectorCount: number
}

/** Documents asked about at the same time, and the time for all of them: a status must stay cheap. */
const concurrency = 8
const liveTimeoutMs = 3000

/** Wire shape of documents with live counts. Reads only: what a store says never changes a document here. */
export async function toDocumentItems(
  deps: LiveDeps,
  documents: readonly Document[],
  language: ReplyLanguage,
): Promise<DocumentItem[]> {
  const signal = AbortSignal.timeout(liveTimeoutMs)
  const items: DocumentItem[] = []
  for (let from = 0; from < documents.length; from += concurrency) {
    const batch = documents.slice(from, from + concurrency)
    items.push(...(await Promise.all(batch.map(async (one) => toItem(one, await ask(deps, one, signal), language)))))
  }
  return items
}

async function ask(deps: LiveDeps, document: Document, signal: AbortSignal): Promise<Live> {
  const { companyId, id, objectKey, status } = document
  // under way: its original is stored from `uploaded` on, and it has no vectors that anyone could find; polls stay cheap
  if (status !== 'processed' && status !== 'error') return { originalExists: status !== 'pending', vectorCount: 0 }
  const unknown =
    <T>(value: T) =>
    (error: unknown): T => {
      deps.log.debug({ documentId: id, err: error }, 'could not ask a store about a document')
      return value
    }
  const [originalExists, vectorCount] = await Promise.all([
    objectKey === null ? false : deps.objects.exists(companyId, objectKey, signal).catch(unknown(null)),
    deps.collections.use(companyId, ({ vectors }) => vectors.count(companyId, id, signal)).catch(unknown(-1)),
  ])
  return { originalExists, vectorCount }
}

function toItem(document: Document, live: Live, language: ReplyLanguage): DocumentItem {
  const failure = failureOf(document, language)
  const uploadedAt = document.uploadedAt.toISOString()
  const updatedAt = document.updatedAt.toISOString()
  return {
    id: document.id,
    document_id: document.id,
    company_id: document.companyId,
    file_name: document.fileName,
    file_type: document.fileType,
    file_path: document.objectKey,
    metadata: document.metadata,
    status: document.status,
    progress: document.progress,
    attempts: document.attempts,
    chunk_count: document.status === 'processed' ? document.chunkCount : 0,
    error_code: document.errorCode,
    error_message: failure,
    warnings: [...document.warnings],
    size_bytes: document.sizeBytes,
    uploaded_at: uploadedAt,
    created_at: uploadedAt,
    updated_at: updatedAt,
    last_updated: updatedAt,
    gcs_exists: live.originalExists,
    minio_exists: live.originalExists,
    milvus_chunk_count: live.vectorCount,
    message: messageOf(document, failure, language),
  }
}

/** Why the last attempt failed, in the reader's language; stored in English, with the code. */
function failureOf({ errorCode, errorMessage }: Document, language: ReplyLanguage): string | null {
  return language === 'en' || errorCode === null ? errorMessage : spanishSentences[errorCode]
}

function messageOf({ status }: Document, failure: string | null, language: ReplyLanguage): string | null {
  if (status === 'error') return failure
  if (status !== 'uploaded' || failure === null) return null
  return `${language === 'es' ? 'A la espera del siguiente intento' : 'Waiting for the next attempt'}: ${failure}`
}
