import type { Config } from '../../config/schema.ts'
import { readVersion } from '../../config/version.ts'
import { noTracer } from '../../observability/no-tracer.ts'
import type { Log } from '../../ports/log.ts'
import type { Tracer } from '../../ports/tracer.ts'

/** Traces where a collector is named. Its packages are loaded only then: a start without traces does not wait for them. */
export async function openTracer({ tracing }: Config, process: 'api' | 'worker', log: Log): Promise<Tracer> {
  if (!tracing) return noTracer
  const { openTracer: open } = await import('../../adapters/tracing/open-tracer.ts')
  const lost = (reason: string) =>
    log.warn({ reason }, 'the collector takes no traces: those it does not take are lost')
  return open({ version: await readVersion(), process, lost })
}
