import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forgetTurns } from '../../src/adapters/postgres/job-turns.ts'
import type { CompanyId } from '../../src/domain/ids.ts'
import { jobHandlers } from '../../src/jobs/handlers.ts'
import type { RunningJob } from '../../src/ports/job-worker.ts'
import { anyCompany, newDocument } from '../harness/documents.ts'
import { openQueue, type Queue } from '../harness/queue.ts'
import { waitFor } from '../harness/wait.ts'

let queue: Queue
beforeEach(async () => void (queue = await openQueue()))
afterEach(() => queue.close())

const sendMany = async (companyId: CompanyId, count: number) => {
  for (let sent = 0; sent < count; sent += 1) await queue.send(companyId)
}

/** Companies in the order in which their jobs were begun; each job ends at once unless `run` holds it. */
async function startRecording(
  options: { slots: number; perCompany: number },
  run: (job: RunningJob) => Promise<void> = async () => undefined,
): Promise<CompanyId[]> {
  const begun: CompanyId[] = []
  await queue.worker.start([
    {
      kind: 'process',
      ...options,
      run: async (job) => {
        begun.push(job.scope.companyId)
        await run(job)
      },
    },
  ])
  return begun
}

const until = (what: string, condition: () => boolean) => waitFor(async () => condition(), { what, everyMs: 10 })

const held = (job: RunningJob) =>
  new Promise<void>((_, reject) => job.signal.addEventListener('abort', () => reject(job.signal.reason)))

test('one document behind 300 of another company is the second at the latest', async () => {
  const [many, one] = [anyCompany(), anyCompany()]
  await sendMany(many, 300)
  await queue.send(one)
  const begun = await startRecording({ slots: 1, perCompany: 1 })
  await until('its turn', () => begun.includes(one))
  expect(begun.indexOf(one)).toBeLessThanOrEqual(1)
})

test('companies that sent one after the other are served by turns', async () => {
  const companies = [anyCompany(), anyCompany(), anyCompany()]
  for (const company of companies) await sendMany(company, 10)
  const begun = await startRecording({ slots: 1, perCompany: 1 })
  await until('all jobs', () => begun.length === 30)
  for (let round = 0; round < 10; round += 1) {
    expect(new Set(begun.slice(round * 3, round * 3 + 3))).toEqual(new Set(companies))
  }
})

test('a company that always sends its next document does not keep an older heap waiting', async () => {
  const [heap, steady] = [anyCompany(), anyCompany()]
  await sendMany(heap, 20)
  await queue.send(steady)
  let sent = 1
  const begun = await startRecording({ slots: 1, perCompany: 1 }, async ({ scope }) => {
    if (scope.companyId === steady && sent++ < 20) await queue.send(steady)
  })
  await until('the heap', () => begun.filter((company) => company === heap).length === 20)
  const rounds = begun.slice(0, 20)
  expect(rounds.filter((company) => company === heap).length).toBeGreaterThanOrEqual(9)
})

test('who had many documents long ago is not behind because of it', async () => {
  const [once, other] = [anyCompany(), anyCompany()]
  await sendMany(once, 20)
  const begun = await startRecording({ slots: 1, perCompany: 1 })
  await until('them', () => begun.length === 20)
  await waitFor(
    async () => {
      await forgetTurns(queue.db)
      const { rows } = await sql`select 1 from job_turns`.execute(queue.db)
      return rows.length === 0
    },
    { what: 'the turns to be forgotten' },
  )
  const turns = await queue.db.transaction().execute(async (tx) => {
    const { nextTurn } = await import('../../src/adapters/postgres/job-turns.ts')
    return [
      await nextTurn(tx, 'document.process', other),
      await nextTurn(tx, 'document.process', other),
      await nextTurn(tx, 'document.process', once),
    ]
  })
  expect(turns[2]).toBeLessThanOrEqual(turns[1] ?? 0)
})

test.each([1, 4])('eight documents that never end leave a slot for another company, with concurrency %i', async (n) => {
  const [stuck, other] = [anyCompany(), anyCompany()]
  await sendMany(stuck, 8)
  const [handler] = jobHandlers({} as Parameters<typeof jobHandlers>[0], n)
  if (handler === undefined) throw new Error('the first handler processes documents')
  const { slots, perCompany } = handler
  if (perCompany === null) throw new Error('new documents count for their company')
  const begun = await startRecording({ slots, perCompany }, (job) =>
    job.scope.companyId === stuck ? held(job) : Promise.resolve(),
  )
  await until('them to begin', () => begun.length === n)
  await queue.send(other)
  await until('the other one', () => begun.includes(other))
  expect(begun.filter((company) => company === stuck)).toHaveLength(n)
})

test.each([1, 4])(
  'new documents and those that are read again have slots of their own, with concurrency %i',
  async (n) => {
    const company = anyCompany()
    const old = await queue.send(company)
    await sql`delete from jobs.job`.execute(queue.db)
    await sql`update documents set status = 'processed' where id = ${old}`.execute(queue.db)
    expect(await queue.documents.reprocess({ companyId: company, olderThan: 1 }, 10)).toBe(1)
    const fresh = await queue.send(company)
    const begun: string[] = []
    const handlers = jobHandlers({} as Parameters<typeof jobHandlers>[0], n)
    await queue.worker.start(
      handlers.map((handler) => ({
        ...handler,
        run: async ({ scope }) => void begun.push(`${handler.kind} ${scope.documentId}`),
      })),
    )
    await until('both', () => begun.length === 2)
    expect(begun.toSorted()).toEqual([`process ${fresh}`, `reprocess ${old}`])
  },
)

test('jobs of the version before, without a company of their own in the queue, are done as well', async () => {
  const company = anyCompany()
  const acceptance = await queue.documents.accept(newDocument(company), randomUUID())
  const documentId = acceptance.document.id
  await queue.sender.send('document.process', { companyId: company, documentId }, { singletonKey: documentId })
  const begun = await startRecording({ slots: 2, perCompany: 1 })
  await until('it', () => begun.length === 1)
  expect(begun).toEqual([company])
})

test('removals take turns as well', async () => {
  const [many, one] = [anyCompany(), anyCompany()]
  for (const company of [...Array.from({ length: 20 }, () => many), one]) {
    await queue.documents.markDeleted(company, await deletable(company))
  }
  const begun: CompanyId[] = []
  await queue.worker.start([
    { kind: 'remove', slots: 1, perCompany: 1, run: async ({ scope }) => void begun.push(scope.companyId) },
  ])
  await queue.clock.tick(16_000)
  await until('its turn', () => begun.includes(one))
  expect(begun.indexOf(one)).toBeLessThanOrEqual(1)
})

const deletable = async (company: CompanyId) => {
  const acceptance = await queue.documents.accept(newDocument(company), randomUUID())
  return acceptance.document.id
}
