import type { Findings } from './environment.ts'
import type { Values } from './settings.ts'

/** Traces are sent where a collector is named and nothing forbids them. */
export function readTracing({ tracing }: Values, { warnings }: Findings): boolean {
  const { endpoint, tracesEndpoint, disabled, exporter, protocol } = tracing
  const on = (endpoint !== null || tracesEndpoint !== null) && disabled === 'false' && exporter === 'otlp'
  if (on && protocol !== null && protocol !== 'http/json') {
    warnings.push(
      `OTEL_EXPORTER_OTLP_PROTOCOL is ${protocol}, but traces are sent as http/json: name an address that takes it`,
    )
  }
  return on
}
