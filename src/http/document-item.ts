import type { DocumentItem } from '../contract/documents.ts'
import type { Document } from '../domain/document.ts'
import { englishWarnings, sayWarning } from '../domain/warnings/english-warnings.ts'
import type { DocumentStatus } from '../ingest/document-status.ts'
import type { ReplyLanguage } from './errors/reply-language.ts'
import { spanishSentences } from './errors/spanish-sentences.ts'
import { spanishWarnings } from './spanish-warnings.ts'

/** Wire shape of a document. */
export function toDocumentItem(
  { document, originalExists, vectorCount }: DocumentStatus,
  language: ReplyLanguage,
): DocumentItem {
  const failure = failureOf(document, language)
  const details = warningDetails(document.warnings, language)
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
    parent_document_id: document.parentId,
    status: document.status,
    progress: document.progress,
    attempts: document.attempts,
    chunk_count: document.status === 'processed' ? document.chunkCount : 0,
    error_code: document.errorCode,
    error_message: failure,
    warnings: details.map(({ message }) => message),
    warning_details: details,
    text_version: document.textVersion,
    reprocessing: document.isReprocessed,
    size_bytes: document.sizeBytes,
    uploaded_at: uploadedAt,
    created_at: uploadedAt,
    updated_at: updatedAt,
    last_updated: updatedAt,
    gcs_exists: originalExists,
    minio_exists: originalExists,
    milvus_chunk_count: vectorCount ?? -1,
    message: messageOf(document, failure, language),
  }
}

function warningDetails(warnings: Document['warnings'], language: ReplyLanguage): DocumentItem['warning_details'] {
  const sentences = language === 'es' ? spanishWarnings : englishWarnings
  return warnings.map((each) => ({ code: each.code, message: sayWarning(sentences, each), facts: { ...each.facts } }))
}

/** Why the last attempt failed, in the reader's language; stored in English, with the code. */
function failureOf({ errorCode, errorMessage }: Document, language: ReplyLanguage): string | null {
  return language === 'en' || errorCode === null ? errorMessage : spanishSentences[errorCode]
}

function messageOf(
  { status, isReprocessed }: Document,
  failure: string | null,
  language: ReplyLanguage,
): string | null {
  if (status === 'error') return failure
  if (isReprocessed) {
    return language === 'es'
      ? 'Se está leyendo de nuevo; mientras tanto se responde con el texto que tenía.'
      : 'It is being read again; it is answered from the text it had meanwhile.'
  }
  if (status !== 'uploaded' || failure === null) return null
  return `${language === 'es' ? 'A la espera del siguiente intento' : 'Waiting for the next attempt'}: ${failure}`
}
