import { Counter, Histogram, type Registry } from 'prom-client'
import type { ShadowObserver } from '../ports/moves/shadow-observer.ts'

/** Registers the figures of searches that also went to the other side of a move, and gives the observer that moves them. */
export function countShadowSearches(registry: Registry): ShadowObserver {
  const registers = [registry]
  const searches = new Counter({
    name: 'atenex_shadow_searches_total',
    help: 'Searches that were to go to the other side of a move too, by outcome.',
    labelNames: ['outcome'],
    registers,
  })
  const overlap = new Histogram({
    name: 'atenex_shadow_overlap',
    help: 'Share of the first ten hits that both sides found.',
    buckets: [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1],
    registers,
  })
  const seconds = new Histogram({
    name: 'atenex_shadow_search_seconds',
    help: 'Duration of the same search on the side that answers and on the other.',
    labelNames: ['side'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  return {
    compared: (search) => {
      searches.inc({ outcome: 'compared' })
      overlap.observe(search.overlap)
      seconds.observe({ side: 'answering' }, search.answeringMs / 1_000)
      seconds.observe({ side: 'other' }, search.otherMs / 1_000)
    },
    failed: () => searches.inc({ outcome: 'failed' }),
    skipped: () => searches.inc({ outcome: 'skipped' }),
  }
}
