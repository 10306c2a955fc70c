import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiOf } from '../harness/api.ts'
import { findFakeGcsServer, startFakeGcsServer } from '../harness/gcs/fake-gcs-server.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { startOutsidePostgres } from '../harness/outside-postgres.ts'
import { reservePort } from '../harness/ports.ts'
import { secretWord, spanishText } from '../harness/texts.ts'
import { buildImage, whyNoImage } from './build-image.ts'
import { answers, runContainer, type Container } from './container.ts'
import { unpackImage, type UnpackedImage } from './unpacked-image.ts'

const missing = whyNoImage()
if (missing !== null) console.warn(`The image is not built: ${missing}`)
if (missing !== null && process.env['CI'] === 'true') throw new Error(missing)

const mostMb = 450
/** Of a stop, as long as Kubernetes waits by default. */
const stopMs = 30_000
type Role = 'ingest-api' | 'query-api' | 'ingest-worker'

describe.runIf(missing === null)('the image', () => {
  let image: UnpackedImage
  const closers: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    image = await unpackImage(await buildImage())
    closers.push(() => image.discard())
  })
  afterAll(async () => {
    for (const close of closers.toReversed()) await close()
  })

  test('takes at most 450 MB unpacked, is nobody’s root, and holds no tools to install anything', async () => {
    const { stdout } = await promisify(execFile)('du', ['-sx', '--block-size=1', '--apparent-size', image.folder])
    const mb = Number(stdout.split('\t')[0]) / 1e6
    console.log(`the image takes ${Math.round(mb)} MB unpacked`)
    expect(mb).toBeLessThanOrEqual(mostMb)
    expect(image).toMatchObject({ user: '10001:10001', command: ['tini', '--', 'atenex', 'start'] })
    expect((await stat(path.join(image.folder, 'var/lib/atenex'))).uid).toBe(10_001)
    for (const tool of ['usr/local/bin/npm', 'usr/local/lib/node_modules/npm', 'app/node_modules/vitest'])
      await expect(stat(path.join(image.folder, tool)), tool).rejects.toThrow()
  })

  test('each role runs apart on a file system that can only be read: probes answer, a document is processed and found, every one stops in time', async () => {
    const settings = await neighbours(closers)
    const start = async (role: Role, portName: 'ATENEX_PORT' | 'ATENEX_HEALTH_PORT') => {
      const port = await reservePort()
      const container = runContainer(image, { ...settings, ATENEX_ROLES: role, [portName]: String(port) })
      closers.push(() => container.stop())
      for (const probe of ['started', 'health', 'ready']) await answers(`http://127.0.0.1:${port}/${probe}`, container)
      return { role, container, url: `http://127.0.0.1:${port}` }
    }
    const ingest = await start('ingest-api', 'ATENEX_PORT')
    const query = await start('query-api', 'ATENEX_PORT')
    const worker = await start('ingest-worker', 'ATENEX_HEALTH_PORT')

    for (const { role, container } of [ingest, query, worker]) {
      console.log(`${role} takes ${Math.round(await container.memoryMb())} MB right after the start`)
    }
    const company = randomUUID()
    const api = apiOf(ingest.url, company)
    const id = await api.uploaded('acta.txt', spanishText(1, 4))
    expect(await api.finished(id, 120_000)).toMatchObject({ status: 'processed', gcs_exists: true })
    const reply = await apiOf(query.url, company).ask(`¿Cuál es la clave del expediente ${secretWord(1)}?`)
    expect(reply.citations[0]?.quote).toContain(secretWord(1))
    for (const { role, container } of [query, worker, ingest]) {
      expect(await stopped(role, container), container.output()).toEqual({ code: 0, inTime: true })
    }
  })
})

/** PostgreSQL, Milvus and a bucket outside of all containers; the settings that lead there. */
async function neighbours(closers: (() => Promise<unknown>)[]): Promise<Readonly<Record<string, string>>> {
  const postgres = await startOutsidePostgres()
  closers.push(() => postgres.stop())
  const milvus = await (await findServer('Milvus Lite 3.2.0')).start()
  closers.push(() => milvus.stop())
  const program = await findFakeGcsServer()
  if (program === null) throw new Error('this test needs fake-gcs-server')
  const bucket = await startFakeGcsServer(program, 'atenex', 'memory')
  closers.push(() => bucket.stop())
  return {
    DATABASE_URL: postgres.url,
    INGEST_MILVUS_URI: milvus.address,
    QUERY_MILVUS_URI: milvus.address,
    INGEST_GCS_BUCKET_NAME: 'atenex',
    ATENEX_GCS_ENDPOINT: bucket.endpoint,
    ATENEX_AUTH: 'gateway',
    ATENEX_HOST: '127.0.0.1',
  }
}

async function stopped(role: Role, container: Container): Promise<{ code: number | null; inTime: boolean }> {
  const began = performance.now()
  const code = await container.stop()
  const ms = Math.round(performance.now() - began)
  console.log(`${role} stopped with ${code} after ${ms} ms`)
  return { code, inTime: ms < stopMs }
}
