import type { Metrics } from '../../observability/metrics.ts'
import { observeEmbedder } from '../../observability/observe-models.ts'
import { traced } from '../../observability/traced.ts'
import type { Embedder } from '../../ports/models.ts'
import type { Tracer } from '../../ports/tracer.ts'

/** The same embedder; its calls are counted, and steps of the traces they are made in. */
export function observedEmbedder(
  { metrics, tracer }: { readonly metrics: Metrics; readonly tracer: Tracer },
  embedder: Embedder,
): Embedder {
  const observed = observeEmbedder(embedder, metrics.models)
  const reader = observed.reader === null ? null : traced(tracer, observed.reader, 'reader', ['read'])
  return traced(tracer, { ...observed, reader }, 'embedder', ['embed', 'embedWithParts'])
}
