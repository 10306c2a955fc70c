import { Gauge, type Registry } from 'prom-client'
import { findingKinds, type Reconciliation } from '../domain/reconciliation.ts'

/** Gauges of the last reconciliation; they appear with the first one. */
export function showReconciliations(registry: Registry): (result: Reconciliation) => void {
  let gauges: ReturnType<typeof register> | null = null
  return ({ found, mended, unknown, documents }) => {
    gauges ??= register(registry)
    for (const kind of findingKinds) gauges.findings.set({ kind }, found[kind])
    gauges.mended.set(mended)
    gauges.unknown.set(unknown)
    gauges.documents.set(documents)
    gauges.at.setToCurrentTime()
  }
}

function register(registry: Registry) {
  const registers = [registry]
  return {
    findings: new Gauge({
      name: 'atenex_reconcile_findings',
      help: 'What the last reconciliation found between documents, vectors and originals.',
      labelNames: ['kind'],
      registers,
    }),
    mended: new Gauge({ name: 'atenex_reconcile_mended', help: 'How much of that it mended.', registers }),
    unknown: new Gauge({
      name: 'atenex_reconcile_unknown',
      help: 'Comparisons it could not make because a store did not answer.',
      registers,
    }),
    documents: new Gauge({ name: 'atenex_reconcile_documents', help: 'Documents it compared.', registers }),
    at: new Gauge({ name: 'atenex_reconcile_timestamp_seconds', help: 'When it ended.', registers }),
  }
}
