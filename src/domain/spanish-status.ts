import type { DocumentStatus } from './document.ts'

/** How a document is, after «está» or a comma. */
export const spanishStatus: Readonly<Record<DocumentStatus, string>> = {
  pending: 'pendiente de subir',
  uploaded: 'en espera',
  processing: 'en proceso',
  processed: 'procesado',
  error: 'con error',
}
