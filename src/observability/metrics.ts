import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client'
import type { DocumentObserver } from '../ports/document-observer.ts'
import type { VectorStoreObserver } from '../ports/vector-store-observer.ts'
import { countDocuments } from './document-metrics.ts'
import { countVectorStoreCalls } from './vector-store-metrics.ts'

/** Metrics as one process hands them to another. */
export type PlainMetrics = readonly object[]

/** What this process counts. Labels have few values, never an id. */
export interface Metrics {
  readonly vectorStore: VectorStoreObserver
  readonly documents: DocumentObserver
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
  return {
    vectorStore: countVectorStoreCalls(registry),
    documents: countDocuments(registry),
    receive: (metrics) => {
      received = metrics
    },
    sendTo: (send) => {
      const timer = setInterval(() => void registry.getMetricsAsJSON().then(send), sendEveryMs)
      timer.unref()
      return () => clearInterval(timer)
    },
    expose: async () => {
      if (received.length === 0) return registry.metrics()
      return AggregatorRegistry.aggregate([await registry.getMetricsAsJSON(), [...received]]).metrics()
    },
  }
}
