import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { VectorStoreObserver } from '../ports/vector-store-observer.ts'

/** Registers the counters of the vector store and gives the observer that moves them. */
export function countVectorStoreCalls(registry: Registry): VectorStoreObserver {
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
  return {
    call: (call) => {
      calls.inc({ method: call.method, outcome: call.outcome })
      seconds.observe({ method: call.method }, call.durationMs / 1000)
      if (call.retries > 0) retries.inc({ method: call.method }, call.retries)
      bytes.inc({ direction: 'sent' }, call.sentBytes)
      bytes.inc({ direction: 'received' }, call.receivedBytes)
    },
    breaker: (state) => breakerOpen.set(state === 'open' ? 1 : state === 'closed' ? 0 : 0.5),
  }
}
