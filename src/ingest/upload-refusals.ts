import type { Document } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import { spanishStatus } from '../domain/spanish-status.ts'

export function inProgress(document: Document): AppError {
  return new AppError(
    'upload_in_progress',
    `"${document.fileName}" is being uploaded right now. Send it again in a moment to learn what became of it.`,
    {
      spanish: `«${document.fileName}» se está subiendo ahora mismo. Envíalo de nuevo en un momento para saber qué ha sido de él.`,
      retryable: true,
    },
  )
}

export function duplicate(document: Document, by: 'content' | 'name'): AppError {
  const [code, what, spanish] =
    by === 'content'
      ? (['duplicate_document', 'The same file is already there', 'Ese mismo archivo ya está subido'] as const)
      : ([
          'name_taken',
          'Another document of this name is already there',
          'Ya hay otro documento con ese nombre',
        ] as const)
  return new AppError(
    code,
    `${what}: "${document.fileName}" (${document.id}), status ${document.status}. Delete it first to upload it again.`,
    {
      spanish: `${spanish}: «${document.fileName}» (${document.id}), ${spanishStatus[document.status]}. Elimínalo antes de subirlo de nuevo.`,
      details: { document_id: document.id },
    },
  )
}
