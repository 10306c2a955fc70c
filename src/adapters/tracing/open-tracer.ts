// Traces in OpenTelemetry's words, sent over OTLP as JSON. Loaded only where they are wanted.
import { AsyncLocalStorage } from 'node:async_hooks'
import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { toAppError } from '../../domain/errors.ts'
import type { RunningStep, Step, Tracer } from '../../ports/tracer.ts'
import { tellingLosses } from './telling-losses.ts'

export interface TracerOptions {
  readonly version: string
  /** What this process is, such as `worker`. */
  readonly process: string
  /** Told when traces cannot be sent: the first time, and the first time after some were. */
  readonly lost: (reason: string) => void
}

const defaultName = 'atenex'
const kinds = { request: SpanKind.SERVER, job: SpanKind.CONSUMER, call: SpanKind.INTERNAL } as const
const unheard: RunningStep = { add: () => undefined, failed: () => undefined }

/**
 * Where to, how much of it and under which name is read from the standard variables (`OTEL_…`) by the packages themselves. What
 * cannot be sent is dropped: work never waits for a collector.
 */
export function openTracer({ version, process, lost }: TracerOptions): Tracer {
  const resource = resourceFromAttributes({
    'service.name': defaultName,
    'service.version': version,
    'atenex.process': process,
  }).merge(detectResources({ detectors: [envDetector] }))
  const provider = new BasicTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(tellingLosses(new OTLPTraceExporter(), lost))],
  })
  const tracer = provider.getTracer(defaultName, version)
  const propagator = new W3CTraceContextPropagator()
  const current = new AsyncLocalStorage<Context>()
  const active = (): Span | undefined => trace.getSpan(current.getStore() ?? ROOT_CONTEXT)

  const parentOf = ({ kind, from }: Step): Context | null => {
    const here = current.getStore()
    if (kind === 'call') return here ?? null
    const carrier = from === null || from === undefined ? {} : { traceparent: from }
    return propagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter)
  }
  return {
    on: true,
    step: async (step, work) => {
      const parent = parentOf(step)
      if (parent === null) return work(unheard)
      const { name, kind, fields = {} } = step
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: fields }, parent)
      const failed = (code: string) => {
        span.setAttribute('error.type', code)
        span.setStatus({ code: SpanStatusCode.ERROR })
      }
      try {
        const running = { add: (more: typeof fields) => void span.setAttributes(more), failed }
        return await current.run(trace.setSpan(parent, span), work, running)
      } catch (error) {
        failed(toAppError(error).code)
        throw error
      } finally {
        span.end()
      }
    },
    carried: () => {
      const carrier: { traceparent?: string } = {}
      propagator.inject(current.getStore() ?? ROOT_CONTEXT, carrier, defaultTextMapSetter)
      return carrier.traceparent
    },
    ids: () => {
      const context = active()?.spanContext()
      if (context === undefined || !isSpanContextValid(context)) return null
      return { trace_id: context.traceId, span_id: context.spanId }
    },
    close: () => provider.shutdown().catch(() => undefined),
  }
}
