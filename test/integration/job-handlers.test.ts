import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DocumentScope } from '../../src/domain/document.ts'
import { AppError } from '../../src/domain/errors.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { jobHandlers } from '../../src/jobs/handlers.ts'
import type { JobHandler, JobKind } from '../../src/ports/job-worker.ts'
import { oneCollection } from '../harness/collections.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'
import { silentLog } from '../harness/log.ts'
import { openQueue, type Queue } from '../harness/queue.ts'
import { waitFor } from '../harness/wait.ts'

const forever = () => AbortSignal.timeout(60_000)

function handlerOf(deps: Parameters<typeof jobHandlers>[0], kind: JobKind): JobHandler {
  const handler = jobHandlers(deps, 1).find((one) => one.kind === kind)
  if (handler === undefined) throw new Error(`no handler for ${kind}`)
  return handler
}

describe('each kind of job', () => {
  let ingest: Ingest
  beforeAll(async () => void (ingest = await openIngest()))
  afterAll(() => ingest.close())

  const run = (kind: JobKind, scope: DocumentScope) =>
    handlerOf({ ...ingest.deps, clock: systemClock }, kind).run({
      scope,
      attempt: 1,
      trace: null,
      last: false,
      signal: forever(),
    })

  const accepted = async (number: number, companyId = anyCompany()): Promise<DocumentScope> => ({
    companyId,
    documentId: await ingest.accept(companyId, number),
  })

  test('processing makes a document searchable', async () => {
    const scope = await accepted(1)
    await run('process', scope)
    expect(await ingest.deps.documents.find(scope.companyId, scope.documentId)).toMatchObject({ status: 'processed' })
  })

  test('a job that ran out of attempts ends its document in an error, without vectors', async () => {
    const scope = await accepted(2)
    const { documents } = ingest.deps
    await documents.claim({ ...scope, runId: '00000000-0000-4000-8000-000000000001' })
    await run('process-exhausted', scope)
    expect(await documents.find(scope.companyId, scope.documentId)).toMatchObject({
      status: 'error',
      errorCode: 'attempts_exhausted',
    })
    expect(await ingest.vectors.count(scope.companyId, scope.documentId, forever())).toBe(0)
  })

  test('a job that ran out of attempts changes nothing of a document that was processed', async () => {
    const scope = await accepted(3)
    await run('process', scope)
    await run('process-exhausted', scope)
    const document = await ingest.deps.documents.find(scope.companyId, scope.documentId)
    expect(document).toMatchObject({ status: 'processed' })
    expect(await ingest.vectors.count(scope.companyId, scope.documentId, forever())).toBe(document?.chunkCount)
  })

  test('removing takes everything away', async () => {
    const scope = await accepted(4)
    await run('process', scope)
    await ingest.deps.documents.markDeleted(scope.companyId, scope.documentId)
    await run('remove', scope)
    expect(await ingest.deps.documents.findWithDeleted(scope.companyId, scope.documentId)).toBeNull()
    expect(await ingest.vectors.count(scope.companyId, scope.documentId, forever())).toBe(0)
    expect(await ingest.deps.objects.list(scope.companyId, scope.documentId, forever())).toEqual([])
  })
})

describe('the way of a job that always fails', () => {
  let queue: Queue
  beforeEach(async () => void (queue = await openQueue()))
  afterEach(() => queue.close())

  test('after its last attempt the dead-letter queue ends its document in an error', async () => {
    const company = anyCompany()
    const documentId = await queue.send(company)
    // the same way with fewer attempts
    await sql`update jobs.job set retry_limit = 2`.execute(queue.db)
    const erased: string[] = []
    // of all the parts only these are used on this way
    const deps = {
      documents: queue.documents,
      collections: oneCollection({ vectors: { remove: async (scope) => void erased.push(scope.documentId) } }),
      log: silentLog,
    } as unknown as Parameters<typeof jobHandlers>[0]
    const attempts: { readonly attempt: number; readonly last: boolean }[] = []
    await queue.worker.start([
      {
        kind: 'process',
        slots: 1,
        perCompany: 1,
        run: ({ attempt, last }) => {
          attempts.push({ attempt, last })
          return Promise.reject(new AppError('database_unavailable', 'away', { retryable: true }))
        },
      },
      handlerOf(deps, 'process-exhausted'),
    ])
    const status = async () => (await queue.documents.list(company, 1, 0))[0]?.status
    await waitFor(
      async () => {
        await queue.clock.tick(5_000)
        return (await status()) === 'error'
      },
      { what: 'the document to end', timeoutMs: 100_000, everyMs: 20 },
    )
    expect(attempts).toEqual([
      { attempt: 1, last: false },
      { attempt: 2, last: false },
      { attempt: 3, last: true },
    ])
    expect(erased).toEqual([documentId])
    const [document] = await queue.documents.list(company, 1, 0)
    expect(document).toMatchObject({ errorCode: 'attempts_exhausted' })
    expect(document?.errorMessage).toContain('retry when the cause is gone')
  })
})
