import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { createStoreUseLog } from '../../src/adapters/postgres/store-use-log.ts'
import { writeIntField } from '../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import { costReply } from '../../src/contract/cost.ts'
import { reportCost } from '../../src/cost/cost-report.ts'
import { startStoreMeter } from '../../src/cost/store-meter.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { costRoutes } from '../../src/http/routes/cost.ts'
import { createOperatorGate } from '../../src/http/identity/operator.ts'
import { createServer } from '../../src/http/server.ts'
import type { StoreUse } from '../../src/domain/store-use.ts'
import { serverOptions } from '../harness/http-server.ts'
import { silentLog } from '../harness/log.ts'
import { newScope, testChunks } from '../harness/milvus/chunks.ts'
import { anySearch, pretendedStores } from '../harness/milvus/pretended-stores.ts'
import { countReply, ok, searchReply } from '../harness/milvus/stub-server.ts'
import { createTestDatabase } from '../harness/postgres.ts'

const never = new AbortController().signal
const { start, open, closeAll } = pretendedStores()
let db: Database
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await createTestDatabase()
  db = openDatabase({ url: database.url, maxConnections: 4, log: silentLog })
  drop = () => database.drop()
})
afterAll(async () => {
  await closeAll()
  await db.destroy()
  await drop()
})

test('what a company has a store write, read and delete reaches the report in vCU, as the server carried it out', async () => {
  const scope = newScope()
  const chunks = testChunks(scope, 6)
  let busy = true
  let left = 6
  const { port } = await start({
    first: ({ method, body }) => {
      // refused with a reason: not billed
      if (method === 'Search' && busy) {
        busy = false
        return { grpcCode: 14, message: 'try again' }
      }
      if (method === 'Search') return searchReply([])
      if (method === 'Upsert') return ok(method, (writer) => writeIntField(writer, 8, 6))
      if (method === 'Delete') {
        left = 0
        return ok(method, (writer) => writeIntField(writer, 7, 6))
      }
      return method === 'Query' && body.includes('count(*)') ? countReply(left) : null
    },
  })
  const uses = createStoreUseLog(db)
  const seen: StoreUse[] = []
  const meter = startStoreMeter({ uses, clock: systemClock, log: silentLog, counted: (use) => seen.push(use) })
  const store = open({ address: `http://127.0.0.1:${port}`, meter })
  await store.replace(scope, chunks, never)
  await store.searchDense(anySearch(scope))
  await store.remove(scope, never)
  await meter.close()

  // each request that went out stands for itself, whoever asked for it inside the adapter
  const counted = (operation: string) => seen.filter((use) => use.operation === operation)
  expect(counted('upsert')).toMatchObject([{ companyId: scope.companyId, rows: 6, collection: { dimension: 8 } }])
  expect(counted('delete')).toMatchObject([{ companyId: scope.companyId, rows: 6 }])
  expect(counted('search').map(({ companyId }) => companyId)).toContain(scope.companyId)

  const report = await reportCost(uses, { plan: 'free', budgetUsd: 5 }, systemClock.now())
  const [{ operations, companies, billed } = expect.fail()] = report.stores
  expect(billed).toBe(false)
  const bytes = counted('upsert')[0]?.sentBytes ?? 0
  expect(operations.find(({ operation }) => operation === 'upsert')?.vcu).toBe(Math.round(bytes / 4_000 + 6))
  expect(operations.find(({ operation }) => operation === 'delete')).toMatchObject({ calls: 1, rows: 6, vcu: 6 })
  const queries = counted('query').length
  expect(operations.find(({ operation }) => operation === 'query')).toMatchObject({ calls: queries, vcu: queries * 6 })
  expect(companies[0]?.companyId).toBe(scope.companyId)
})

test('a batch that is sent twice counts once, and one of another process or number counts besides', async () => {
  const uses = createStoreUseLog(db)
  const { companyId } = newScope()
  const [one, other] = [randomUUID(), randomUUID()]
  const use = { day: '2026-02-03', companyId, store: 'milvus', operation: 'search', ...sums(3) } as const
  const peak = { day: '2026-02-03', store: 'milvus', operation: 'search' } as const
  const batch = (bytesASecond: number) => ({ uses: [use], peaks: [{ ...peak, bytesASecond }] })
  await uses.add(one, 1, batch(10))
  await uses.add(one, 1, batch(10))
  await uses.add(other, 1, batch(40))
  await uses.add(one, 2, batch(20))
  const found = (await uses.since('2026-02-03')).filter((row) => row.companyId === companyId)
  expect(found).toEqual([{ ...use, ...sums(9) }])
  expect((await uses.peaks('2026-02-03'))[0]).toEqual({ ...peak, bytesASecond: 40 })
  expect((await uses.sums('2026-02-03'))[0]).toMatchObject({ companyId: null, calls: 9 })
  await uses.trim('2026-02-04')
  expect((await uses.since('2026-02-03')).filter((row) => row.companyId === companyId)).toEqual([])
})

test('operators read it over HTTP, and nobody else', async () => {
  const server = await createServer(serverOptions())
  const cost = () => reportCost(createStoreUseLog(db), { plan: null, budgetUsd: null }, systemClock.now())
  costRoutes(server, { operators: createOperatorGate({ reveal: () => 'secret' }), cost })
  const send = (token: string) =>
    server.inject({ url: '/api/v1/cost', headers: { host: 'localhost', authorization: `Bearer ${token}` } })
  expect((await send('wrong')).statusCode).toBe(401)
  const reply = costReply.parse((await send('secret')).json())
  expect(reply).toMatchObject({ estimate: true, prices: { date: expect.any(String) } })
  expect(reply.stores[0]).toMatchObject({ store: 'milvus', billed: false })
})

const sums = (calls: number) => ({
  calls,
  rows: 10 * calls,
  sentBytes: 100 * calls,
  receivedBytes: calls,
  vcu: 6 * calls,
})
