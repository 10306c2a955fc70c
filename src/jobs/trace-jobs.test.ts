import { expect, test } from 'vitest'
import { recordingTracer } from '../../test/harness/recording-tracer.ts'
import { noTracer } from '../observability/no-tracer.ts'
import { parseCompanyId, parseDocumentId } from '../domain/ids.ts'
import type { JobHandler } from '../ports/job-worker.ts'
import { traceJobs } from './trace-jobs.ts'

const companyId = parseCompanyId('11111111-1111-4111-8111-111111111111')
const documentId = parseDocumentId('22222222-2222-4222-8222-222222222222')
const handler: JobHandler = { kind: 'process', slots: 1, perCompany: 1, run: async () => undefined }

test('a job is a step of the trace in which it was put into the queue, and says whose it is', async () => {
  const tracer = recordingTracer()
  const [traced] = traceJobs(tracer, [handler])
  const signal = AbortSignal.abort()
  await traced?.run({ scope: { companyId, documentId }, attempt: 2, trace: 'the trace', last: false, signal })
  const fields = { 'atenex.company_id': companyId, 'atenex.document_id': documentId, 'atenex.attempt': 2 }
  expect(tracer.steps).toEqual([{ name: 'job process', kind: 'job', from: 'the trace', fields, failed: null }])
})

test('where nobody wants traces, handlers stay as they are', () => {
  const handlers = [handler]
  expect(traceJobs(noTracer, handlers)).toBe(handlers)
})
