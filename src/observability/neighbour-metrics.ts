import { Counter, Histogram, type Registry } from 'prom-client'
import type { NeighbourObserver } from '../ports/neighbours.ts'

export function countNeighbourCalls(registry: Registry): NeighbourObserver {
  const registers = [registry]
  const calls = new Counter({
    name: 'atenex_neighbour_calls_total',
    help: 'Calls of services of the original that are used beside us, by outcome; those that were spared while one is away included.',
    labelNames: ['neighbour', 'outcome'],
    registers,
  })
  const seconds = new Histogram({
    name: 'atenex_neighbour_call_seconds',
    help: 'Duration of calls of services of the original, waiting and attempts included.',
    labelNames: ['neighbour'],
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  })
  return {
    call: ({ neighbour, outcome, ms }) => {
      calls.inc({ neighbour, outcome })
      seconds.observe({ neighbour }, ms / 1000)
    },
  }
}
