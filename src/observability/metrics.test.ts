import { expect, test } from 'vitest'
import { createMetrics } from './metrics.ts'

const call = { method: 'Search', outcome: 'ok', durationMs: 3, retries: 0, sentBytes: 10, receivedBytes: 20 } as const

test('what the worker counts stands beside our own under its name, each family once', async () => {
  const metrics = createMetrics('api')
  metrics.vectorStore.call(call)
  const value = { value: 7, labels: { method: 'Upsert', outcome: 'ok', process: 'worker' } }
  const name = 'atenex_vector_store_calls_total'
  metrics.receive([{ name, help: 'Calls.', type: 'counter', values: [value], aggregator: 'sum' }])
  const text = await metrics.expose()
  expect(text).toContain(`${name}{method="Search",outcome="ok",process="api"} 1`)
  expect(text).toContain(`${name}{method="Upsert",outcome="ok",process="worker"} 7`)
  expect(text.match(new RegExp(`^# TYPE ${name} `, 'gm'))).toHaveLength(1)
  expect(text).toMatch(/^atenex_vector_store_call_seconds_count\{.*process="api".*\} 1$/m)
})

test('a processed document counts once for each code of its warnings', async () => {
  const metrics = createMetrics('worker')
  metrics.documents.processed(new Set(['page_without_text', 'text_hidden']))
  metrics.documents.processed(new Set(['text_hidden']))
  expect(await metrics.expose()).toContain('atenex_document_warnings_total{code="text_hidden",process="worker"} 2')
})

test('two of them count apart', async () => {
  const [one, other] = [createMetrics('api'), createMetrics('worker')]
  one.vectorStore.call(call)
  expect(await other.expose()).not.toContain('method="Search"')
})
