import { Gauge, type Registry } from 'prom-client'
import type { PoolState } from '../ports/work-observers.ts'

/** Shows pools of connections as they are when somebody looks. Returns what takes a pool in. */
export function showPools(registry: Registry): (name: string, pool: PoolState) => void {
  const pools = new Map<string, PoolState>()
  const connections = new Gauge({
    name: 'atenex_database_connections',
    help: 'Connections to PostgreSQL by pool: open, idle, and callers who wait for one.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect: () => {
      for (const [pool, { totalCount, idleCount, waitingCount }] of pools) {
        connections.set({ pool, state: 'open' }, totalCount)
        connections.set({ pool, state: 'idle' }, idleCount)
        connections.set({ pool, state: 'waiting' }, waitingCount)
      }
    },
  })
  return (name, pool) => {
    pools.set(name, pool)
  }
}
