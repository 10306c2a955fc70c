import { expect, test } from 'vitest'
import { silentLog } from '../../../test/harness/log.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { loadConfig } from '../../config/load.ts'
import { createMetrics } from '../../observability/metrics.ts'
import type { Log } from '../../ports/log.ts'
import type { Parts } from '../parts/parts.ts'
import { openWorkerProbes } from './worker-probes.ts'

test('a worker alone answers probes from the first moment, and says that it has started only when it has', async () => {
  const loaded = loadConfig({ ATENEX_ROLES: 'ingest-worker' })
  if ('problems' in loaded) throw new Error(loaded.problems.join())
  let address = ''
  const log: Log = { ...silentLog, info: (fields) => (address = String(fields['address'])) }
  const away = () => Promise.reject(new Error('PostgreSQL is away'))
  const collectionStore = { active: away, activateFirst: away }
  // probes ask for nothing else
  const parts = {
    config: loaded.config,
    log,
    clock: createTestClock(),
    metrics: createMetrics('worker'),
    collectionStore,
  } as unknown as Parts
  const probes = await openWorkerProbes(parts, 0)
  const ask = async (path: string) => {
    const reply = await fetch(`${address}${path}`)
    return [reply.status, await reply.text()] as const
  }
  try {
    expect((await ask('/health'))[0]).toBe(200)
    expect(await ask('/started')).toEqual([503, '{"started":false}'])
    expect(await ask('/ready')).toEqual([503, '{"status":"not_ready","reasons":["starting"]}'])
    probes.tellStarted()
    expect(await ask('/started')).toEqual([200, '{"started":true}'])
    // a neighbour that is away takes nobody out of service
    expect(await ask('/ready')).toEqual([200, expect.stringContaining('"degraded"')])
    expect((await ask('/metrics'))[1]).toContain('process="worker"')
  } finally {
    await probes.close()
  }
})
