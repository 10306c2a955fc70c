import { Counter, Histogram, type Registry } from 'prom-client'
import type { ModelObserver } from '../ports/work-observers.ts'

export function countModelCalls(registry: Registry): ModelObserver {
  const registers = [registry]
  const calls = new Counter({
    name: 'atenex_model_calls_total',
    help: 'Calls of the embedder, its reader and the language model by outcome.',
    labelNames: ['model', 'purpose', 'outcome'],
    registers,
  })
  const texts = new Counter({
    name: 'atenex_model_texts_total',
    help: 'Texts handed to the embedder.',
    labelNames: ['purpose'],
    registers,
  })
  const seconds = new Histogram({
    name: 'atenex_model_call_seconds',
    help: 'Duration of calls of the embedder, its reader and the language model, waiting included.',
    labelNames: ['model', 'purpose'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  })
  return {
    call: ({ model, purpose, outcome, texts: count, ms }) => {
      calls.inc({ model, purpose, outcome })
      seconds.observe({ model, purpose }, ms / 1000)
      if (model === 'embedder') texts.inc({ purpose }, count)
    },
  }
}
