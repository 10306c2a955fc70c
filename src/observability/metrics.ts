import { X509Certificate } from 'node:crypto'
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Reconciliation } from '../domain/reconciliation.ts'
import type { StoreUse } from '../domain/store-use.ts'
import type { DocumentObserver } from '../ports/document-observer.ts'
import type { NeighbourObserver } from '../ports/neighbours.ts'
import type { ShadowObserver } from '../ports/moves/shadow-observer.ts'
import type { VectorStoreObserver } from '../ports/vector-store-observer.ts'
import type { ModelObserver, PoolState, RequestObserver } from '../ports/work-observers.ts'
import { countStoreUse } from './cost-metrics.ts'
import { countDocuments } from './document-metrics.ts'
import { showInstallation, type InstallationFigures } from './installation-metrics.ts'
import { countModelCalls } from './model-metrics.ts'
import { countNeighbourCalls } from './neighbour-metrics.ts'
import { showPools } from './pool-metrics.ts'
import { countRequests } from './request-metrics.ts'
import { countShadowSearches } from './shadow-metrics.ts'
import { showReconciliations } from './reconcile-metrics.ts'
import { countVectorStoreCalls } from './vector-store-metrics.ts'

/** Metrics as one process hands them to another. */
export type PlainMetrics = readonly object[]

/** What this process counts. Labels have few values, never an id. */
export interface Metrics {
  readonly vectorStore: VectorStoreObserver
  /** Counts a request that is billed. */
  readonly storeUse: (use: StoreUse, vcu: number) => void
  readonly requests: RequestObserver
  readonly documents: DocumentObserver
  readonly models: ModelObserver
  readonly neighbours: NeighbourObserver
  readonly shadow: ShadowObserver
  /** Takes in a pool of connections, to be shown from now on. */
  readonly pool: (name: string, pool: PoolState) => void
  /** What is missing of this process's neighbours, by part. */
  readonly degraded: (parts: readonly string[]) => void
  /** Shows until when the certificates in a PEM text are valid. */
  readonly certificate: (use: 'authority' | 'client', pem: string) => void
  /** Shows the whole installation too. Called once, by a process that reads the database anyway. */
  readonly showInstallation: (read: () => Promise<InstallationFigures>) => void
  /** Shows what the last reconciliation found. */
  reconciled(result: Reconciliation): void
  /** Takes over what another process counted: the worker serves no HTTP, so the supervisor passes it on. */
  receive(metrics: PlainMetrics): void
  /** Hands what this process counts to `send` from time to time. Returns a function that stops it. */
  sendTo(send: (metrics: PlainMetrics) => void): () => void
  /** Prometheus' text format: this process and what was received last. */
  expose(): Promise<string>
}

/** A scrape comes every 15 s or so. */
const sendEveryMs = 5_000

/** Counts for one process, under its name; memory, event loop and garbage collection included. */
export function createMetrics(process: 'api' | 'worker' | 'command'): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ process })
  collectDefaultMetrics({ register: registry, prefix: 'atenex_' })
  let received: PlainMetrics = []
  let look: () => Promise<void> = async () => undefined
  return {
    vectorStore: countVectorStoreCalls(registry),
    storeUse: countStoreUse(registry),
    requests: countRequests(registry),
    documents: countDocuments(registry),
    models: countModelCalls(registry),
    neighbours: countNeighbourCalls(registry),
    shadow: countShadowSearches(registry),
    pool: showPools(registry),
    degraded: showDegraded(registry),
    certificate: showCertificates(registry),
    showInstallation: (read) => {
      look = showInstallation(registry, read)
    },
    reconciled: showReconciliations(registry),
    receive: (metrics) => {
      received = metrics
    },
    sendTo: (send) => {
      const timer = setInterval(() => void registry.getMetricsAsJSON().then(send), sendEveryMs)
      timer.unref()
      return () => clearInterval(timer)
    },
    expose: async () => {
      await look()
      if (received.length === 0) return registry.metrics()
      return AggregatorRegistry.aggregate([await registry.getMetricsAsJSON(), [...received]]).metrics()
    },
  }
}

/** Every part all the time, so that a rule can see one coming and going. */
const parts = ['database', 'vector store', 'collection'] as const

function showDegraded(registry: Registry): (missing: readonly string[]) => void {
  const gauge = new Gauge({
    name: 'atenex_degraded',
    help: '1 for each part that was missing when readiness was last asked, 0 for the others.',
    labelNames: ['part'],
    registers: [registry],
  })
  return (missing) => {
    for (const part of parts) gauge.set({ part }, missing.includes(part) ? 1 : 0)
  }
}

function showCertificates(registry: Registry): Metrics['certificate'] {
  const gauge = new Gauge({
    name: 'atenex_certificate_not_after_seconds',
    help: 'When the first certificate of this use ceases to be valid, in seconds since 1970.',
    labelNames: ['use'],
    registers: [registry],
  })
  return (use, pem) => {
    const certificates = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
    const ends = certificates.map((text) => new X509Certificate(text).validToDate.getTime() / 1000)
    if (ends.length > 0) gauge.set({ use }, Math.min(...ends))
  }
}
