import { z } from 'zod'
import { startFakeServer } from './fake-server.ts'

const attributes = z
  .array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }))
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]])))
const span = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().default(''),
  status: z.object({ code: z.number().default(0) }).default({ code: 0 }),
  attributes: attributes.default({}),
})
const posted = z.object({
  resourceSpans: z.array(
    z.object({ resource: z.object({ attributes }), scopeSpans: z.array(z.object({ spans: z.array(span) })) }),
  ),
})

export type CollectedSpan = z.infer<typeof span> & { readonly resource: Readonly<Record<string, unknown>> }

export interface TraceCollector extends AsyncDisposable {
  readonly url: string
  spans(): readonly CollectedSpan[]
  /** Everything that was sent, as it was sent. */
  bytes(): string
}

/** A collector of OpenTelemetry that takes traces over HTTP as JSON, and keeps them. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const server = await startFakeServer(({ path }) => ({ status: path === '/v1/traces' ? 200 : 404, json: {} }))
  const bodies = () => server.received.map(({ body }) => body.toString())
  return {
    url: server.url,
    spans: () =>
      bodies().flatMap((body) =>
        posted
          .parse(JSON.parse(body))
          .resourceSpans.flatMap(({ resource, scopeSpans }) =>
            scopeSpans.flatMap(({ spans }) => spans.map((one) => ({ ...one, resource: resource.attributes }))),
          ),
      ),
    bytes: () => bodies().join('\n'),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** Names of a span's steps and of theirs, each with the name of the one it belongs to; empty when one belongs to nothing. */
export function stepsOf(spans: readonly CollectedSpan[], traceId: string): readonly string[] {
  const trace = spans.filter((one) => one.traceId === traceId)
  const names = new Map(trace.map(({ spanId, name }) => [spanId, name]))
  return trace.map(
    ({ name, parentSpanId }) => `${names.get(parentSpanId) ?? (parentSpanId === '' ? 'root' : '?')} > ${name}`,
  )
}
