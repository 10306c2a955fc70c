import { ExportResultCode } from '@opentelemetry/core'
import type { SpanExporter } from '@opentelemetry/sdk-trace-base'

/** The same exporter; the first loss, and the first one after a success, is told. */
export function tellingLosses(exporter: SpanExporter, lost: (reason: string) => void): SpanExporter {
  let losing = false
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.code === ExportResultCode.FAILED
        if (failed && !losing) lost(result.error?.message ?? 'unknown')
        losing = failed
        done(result)
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}
