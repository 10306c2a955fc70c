import { mallocSettings } from '../src/app/process/malloc-settings.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { apiOf } from '../test/harness/api.ts'
import { findServer } from '../test/harness/milvus/real-servers.ts'
import { reservePort } from '../test/harness/ports.ts'
import { childrenOf, discardProduct, startProduct } from '../test/harness/product.ts'
import { quietLog } from './extract.ts'
import { residentMb, temporaryFolder } from './processes.ts'
import type { PartResult } from './report.ts'

const restMs = 60_000
const company = '00000000-0000-4000-8000-0000000000c1'
/** Of the process of the role itself, in megabytes of a million bytes; models and readers are processes of their own. */
const atMost = { 'ingest-api': 150, 'query-api': 150, 'ingest-worker': 200 } as const

/**
 * Resident memory of each role in a process of its own that has done one thing, a minute later; PostgreSQL and Milvus are outside.
 * The first start after a change compiles the sources, which takes 10 MB more; so each is started twice.
 */
export async function benchRest(quick: boolean): Promise<PartResult> {
  await using started = new AsyncDisposableStack()
  const folder = started.adopt(await temporaryFolder('rest'), (one) => one.remove())
  const openPostgres = startEmbeddedPostgres({ dataDir: folder.path, log: quietLog() })
  const postgres = started.adopt(await openPostgres, (one) => one.stop())
  const milvus = started.adopt(await (await findServer('Milvus Lite 3.2.0')).start(), (one) => one.stop())
  const uris = { DATABASE_URL: postgres.url, INGEST_MILVUS_URI: milvus.address, QUERY_MILVUS_URI: milvus.address }
  await using warm = new AsyncDisposableStack()
  await startRoles(warm, uris)
  await warm.disposeAsync()
  const roles = await startRoles(started, uris)

  const ingest = apiOf(roles['ingest-api'].url, company)
  await ingest.finished(await ingest.uploaded('plazo.txt', 'El plazo de entrega es de 15 días.'))
  await apiOf(roles['query-api'].url, company).ask('¿Cuál es el plazo de entrega?')
  await delay(quick ? 0 : restMs)
  const sizes = await Promise.all(
    roleNames.map(async (role) => {
      const { pid } = roles[role]
      const children = await Promise.all((await childrenOf(pid)).map(residentMb))
      return { role, own: await residentMb(pid), children: children.reduce((sum, size) => sum + size, 0) }
    }),
  )
  return {
    title: 'Memory at rest, each role in a process of its own, MB',
    head: ['role', 'its process', 'models and readers'],
    rows: sizes.map(({ role, own, children }) => [role, own.toFixed(0), children.toFixed(0)]),
    figures: Object.fromEntries(sizes.map(({ role, own }) => [role, own])),
    limits: sizes.map(({ role, own }) => ({ what: `${role}, MB`, value: own, bound: atMost[role], kind: 'at most' })),
  }
}

const roleNames = ['ingest-worker', 'ingest-api', 'query-api'] as const

async function startRoles(started: AsyncDisposableStack, uris: Readonly<Record<string, string>>) {
  const start = async (role: (typeof roleNames)[number]) => {
    const port = await reservePort()
    // a worker has no API: the port is that of its probes
    const probes = role === 'ingest-worker' ? { ATENEX_HEALTH_PORT: String(port) } : {}
    return started.adopt(
      await startProduct({ port, env: { ...uris, ...mallocSettings, ...probes, ATENEX_ROLES: role } }),
      discardProduct,
    )
  }
  const worker = await start('ingest-worker')
  return { 'ingest-worker': worker, 'ingest-api': await start('ingest-api'), 'query-api': await start('query-api') }
}
