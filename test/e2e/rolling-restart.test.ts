import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiOf, type Api } from '../harness/api.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { fastEmbedder, freshFolder } from '../harness/product.ts'
import { startRoles, type RolledRoles } from '../harness/rolled-roles.ts'
import { steadyUsers } from '../harness/steady-users.ts'
import { spanishText } from '../harness/texts.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const server = await findServer('Milvus Lite 3.2.0')

describe.skipIf(server.missing)('a rolling restart under load', () => {
  let roles: RolledRoles
  const closers: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    const database = await createTestDatabase()
    closers.push(() => database.drop())
    const milvus = await server.start()
    closers.push(() => milvus.stop())
    const dataDir = await freshFolder('models')
    closers.push(() => removeFolder(dataDir))
    const places = { INGEST_MILVUS_URI: milvus.address, QUERY_MILVUS_URI: milvus.address }
    roles = await startRoles(dataDir, { ...fastEmbedder, ...places, DATABASE_URL: database.url })
    closers.push(() => roles.close())
  })
  afterAll(async () => {
    for (const close of closers.toReversed()) await close()
  })

  test('of every role fails no request and loses no document', async () => {
    const company = randomUUID()
    const [ingest, query] = [apiOf(roles.url['ingest-api'], company), apiOf(roles.url['query-api'], company)]
    await ingest.finished(await ingest.uploaded('primera.txt', spanishText(0, 1)))
    const load = startLoad(ingest, query)
    for (const role of ['ingest-worker', 'query-api', 'ingest-api'] as const) {
      await load.goOn()
      expect(await roles.roll(role)).toBe(0)
    }
    await load.goOn()
    const { requests, failures, uploaded } = await load.stop()
    console.log(`${requests} requests and ${uploaded.length} documents while every role was restarted`)
    expect(failures).toEqual([])
    expect(uploaded.length).toBeGreaterThan(5)
    for (const id of uploaded) expect((await ingest.finished(id)).status).toBe('processed')
  })
})

/** Six users over kept connections: questions, lists, uploads. */
function startLoad(ingest: Api, query: Api) {
  const uploaded: string[] = []
  const users = steadyUsers(async (number) => {
    if (number % 12 < 7) await query.ask('¿Qué plazo fija el artículo 1?')
    else if (number % 12 < 11) await ingest.list()
    else uploaded.push(await ingest.uploaded(`acta ${randomUUID()}.txt`, `${spanishText(number, 1)}\n${randomUUID()}`))
  })
  users.join([0, 2, 4, 6, 8, 10])
  return {
    goOn: () => users.goOn(4, 120_000),
    stop: async () => ({ ...(await users.stop()), uploaded }),
  }
}
