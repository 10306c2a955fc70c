import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { MilvusObserver } from '../adapters/milvus/milvus-observer.ts'

/** Everything this process counts, for `GET /metrics`. Labels have few values, never an id. */
export const registry = new Registry()

let collecting = false
/** Memory, event loop and garbage collection of this process, under its name; begins with the first caller. */
export function collectProcessMetrics(process: 'api' | 'worker'): void {
  if (collecting) return
  collecting = true
  registry.setDefaultLabels({ process })
  collectDefaultMetrics({ register: registry, prefix: 'atenex_' })
}

/** Metrics as one process hands them to another. */
export type PlainMetrics = readonly object[]
let ofWorker: PlainMetrics = []

/** The worker serves no HTTP: what it counts comes here by way of the supervisor. */
export function hearWorkerMetrics(metrics: PlainMetrics): void {
  ofWorker = metrics
}

/** What this process counts and, under a supervisor, what the worker last told, in Prometheus' text format. */
export async function exposeMetrics(): Promise<string> {
  if (ofWorker.length === 0) return registry.metrics()
  return AggregatorRegistry.aggregate([await registry.getMetricsAsJSON(), [...ofWorker]]).metrics()
}

/** A scrape comes every 15 s or so. */
const tellEveryMs = 5_000

/** Hands on what this process counts from time to time. Returns a function that stops it. */
export function tellMetrics(tell: (metrics: PlainMetrics) => void): () => void {
  const timer = setInterval(() => void registry.getMetricsAsJSON().then(tell), tellEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}

const registers = [registry]
const calls = new Counter({
  name: 'atenex_vector_store_calls_total',
  help: 'Calls to the vector store by method and outcome.',
  labelNames: ['method', 'outcome'],
  registers,
})
const seconds = new Histogram({
  name: 'atenex_vector_store_call_seconds',
  help: 'Duration of calls to the vector store, retries included.',
  labelNames: ['method'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
  registers,
})
const retries = new Counter({
  name: 'atenex_vector_store_retries_total',
  help: 'Repeated attempts at calls to the vector store.',
  labelNames: ['method'],
  registers,
})
const bytes = new Counter({
  name: 'atenex_vector_store_bytes_total',
  help: 'Bytes of requests and replies.',
  labelNames: ['direction'],
  registers,
})
const breakerOpen = new Gauge({
  name: 'atenex_vector_store_breaker_open',
  help: '1 while the circuit breaker refuses calls, 0.5 while it tries one.',
  registers,
})

export const vectorStoreMetrics: MilvusObserver = {
  call: (call) => {
    calls.inc({ method: call.method, outcome: call.outcome })
    seconds.observe({ method: call.method }, call.durationMs / 1000)
    if (call.retries > 0) retries.inc({ method: call.method }, call.retries)
    bytes.inc({ direction: 'sent' }, call.sentBytes)
    bytes.inc({ direction: 'received' }, call.receivedBytes)
  },
  breaker: (state) => breakerOpen.set(state === 'open' ? 1 : state === 'closed' ? 0 : 0.5),
}
