import { Counter, type Registry } from 'prom-client'
import type { DocumentObserver } from '../ports/document-observer.ts'

/** Registers what is counted of documents and gives the observer that counts. */
export function countDocuments(registry: Registry): DocumentObserver {
  const warnings = new Counter({
    name: 'atenex_document_warnings_total',
    help: 'Processed documents by what is worth knowing about their text; each code once a document.',
    labelNames: ['code'],
    registers: [registry],
  })
  return {
    processed: (codes) => {
      for (const code of codes) warnings.inc({ code })
    },
  }
}
