import { Counter, Histogram, type Registry } from 'prom-client'
import type { DocumentObserver } from '../ports/document-observer.ts'

/** Registers what is counted of documents and gives the observer that counts. */
export function countDocuments(registry: Registry): DocumentObserver {
  const registers = [registry]
  const warnings = new Counter({
    name: 'atenex_document_warnings_total',
    help: 'Processed documents by what is worth knowing about their text; each code once a document.',
    labelNames: ['code'],
    registers,
  })
  const attempts = new Counter({
    name: 'atenex_document_attempts_total',
    help: 'Attempts at documents by how they ended, and the code of what failed.',
    labelNames: ['outcome', 'code'],
    registers,
  })
  const seconds = new Histogram({
    name: 'atenex_document_stage_seconds',
    help: 'Time one document spent in a stage.',
    labelNames: ['stage'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800],
    registers,
  })
  return {
    processed: (codes) => {
      for (const code of codes) warnings.inc({ code })
    },
    attemptEnded: ({ outcome, code, stageMs }) => {
      attempts.inc({ outcome, code: code ?? 'none' })
      for (const [stage, ms] of Object.entries(stageMs)) seconds.observe({ stage }, ms / 1000)
    },
  }
}
