import { afterEach, expect, test, vi } from 'vitest'
import { startTraceCollector, stepsOf, type TraceCollector } from '../../../test/harness/trace-collector.ts'
import { AppError } from '../../domain/errors.ts'
import type { Tracer } from '../../ports/tracer.ts'
import { openTracer } from './open-tracer.ts'

let collector: TraceCollector | null = null
afterEach(async () => {
  vi.unstubAllEnvs()
  await collector?.[Symbol.asyncDispose]()
})

async function open(variables: Readonly<Record<string, string>> = {}): Promise<[Tracer, TraceCollector]> {
  const server = await startTraceCollector()
  collector = server
  for (const [name, value] of Object.entries({ OTEL_EXPORTER_OTLP_ENDPOINT: server.url, ...variables }))
    vi.stubEnv(name, value)
  return [openTracer({ version: '1', process: 'api', lost: () => undefined }), server]
}

const request = { name: 'POST /upload', kind: 'request' } as const
const call = { name: 'objects.put', kind: 'call' } as const

test('calls are steps of the request they are made in, also after a wait, and a job elsewhere goes on in the same trace', async () => {
  const [tracer, server] = await open({ OTEL_SERVICE_NAME: 'ours' })
  const carried = await tracer.step(request, async (running) => {
    running.add({ 'http.response.status_code': 202 })
    await new Promise(setImmediate)
    await tracer.step(call, async () => undefined)
    return tracer.carried()
  })
  expect(carried).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  const job = { name: 'job process', kind: 'job', from: carried ?? null } as const
  const ids = await tracer.step(job, async () => tracer.ids())
  await tracer.close()
  const spans = server.spans()
  expect(stepsOf(spans, ids?.trace_id ?? '')).toEqual([
    'POST /upload > objects.put',
    'root > POST /upload',
    'POST /upload > job process',
  ])
  expect(spans[1]).toMatchObject({
    attributes: { 'http.response.status_code': 202 },
    resource: { 'service.name': 'ours', 'service.version': '1', 'atenex.process': 'api' },
  })
})

test('a call outside of a trace is none, and nothing is carried from there', async () => {
  const [tracer, server] = await open()
  expect(await tracer.step(call, async () => [tracer.ids(), tracer.carried()])).toEqual([null, undefined])
  await tracer.close()
  expect(server.spans()).toEqual([])
})

test('a failure is told by its code, never by its message', async () => {
  const [tracer, server] = await open()
  const failing = tracer.step(request, async () => {
    throw new AppError('corrupt_file', 'secreto.pdf is broken')
  })
  await expect(failing).rejects.toThrow('secreto.pdf')
  await tracer.close()
  expect(server.spans()).toMatchObject([{ attributes: { 'error.type': 'corrupt_file' }, status: { code: 2 } }])
  expect(server.bytes()).not.toContain('secreto')
})

test('who asks says that its trace is not kept, and it is not, here and in the job', async () => {
  const [tracer, server] = await open()
  const from = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`
  const carried = await tracer.step({ ...request, from }, async () => tracer.carried())
  expect(carried).toMatch(/^00-a{32}-[0-9a-f]{16}-00$/)
  await tracer.step({ name: 'job process', kind: 'job', from: carried ?? null }, async () => undefined)
  await tracer.close()
  expect(server.spans()).toEqual([])
})

test.each(['', 'nonsense', `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`])('"%s" begins a new trace', async (from) => {
  const [tracer, server] = await open()
  await tracer.step({ ...request, from }, async () => undefined)
  await tracer.close()
  expect(server.spans()).toMatchObject([{ parentSpanId: '' }])
})

test('a collector that refuses is told of once, and work goes on', async () => {
  let lost = 0
  const [, server] = await open()
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `${server.url}/elsewhere`)
  const tracer = openTracer({ version: '1', process: 'api', lost: () => (lost += 1) })
  expect(await tracer.step(request, async () => 7)).toBe(7)
  await tracer.close()
  expect(lost).toBe(1)
})
