import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { createTestDatabase } from '../harness/postgres.ts'
import { fastEmbedder, freshFolder } from '../harness/product.ts'
import { waitFor } from '../harness/wait.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

/** Takes connections and never says a word: the worst a store can do to a start. */
async function silentServer(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => server.close())
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  return address.port
}

async function start(env: Readonly<Record<string, string>>) {
  const dataDir = await freshFolder()
  closers.push(() => removeFolder(dataDir))
  const child = spawn(process.execPath, [main, 'start'], {
    env: {
      ...process.env,
      ...fastEmbedder,
      ATENEX_DATA_DIR: dataDir,
      ATENEX_HOST: '127.0.0.1',
      ATENEX_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  closers.push(async () => child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (output += piece.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, exited, output: () => output }
}

test('a start that waits for its port and is stopped begins nothing', async () => {
  const port = await silentServer()
  const { child, exited, output } = await start({ ATENEX_PORT: String(port) })
  await waitFor(async () => output().includes('waits for its port'), { what: () => output(), timeoutMs: 60_000 })
  child.kill('SIGTERM')
  expect(await exited, output()).toBe(0)
  expect(output()).not.toContain('started PostgreSQL')
})

test('a worker whose vector store never answers is stopped by SIGTERM, at any moment, without being killed', async () => {
  const port = await silentServer()
  const database = await createTestDatabase()
  closers.push(() => database.drop())
  const uri = `http://127.0.0.1:${port}`
  const env = { DATABASE_URL: database.url, INGEST_MILVUS_URI: uri, QUERY_MILVUS_URI: uri }
  for (const word of ['keeps vectors here', 'ingest waits']) {
    const { child, exited, output } = await start({ ...env, ATENEX_ROLES: 'ingest-worker' })
    await waitFor(async () => output().includes(word), { what: () => `"${word}" in:\n${output()}`, timeoutMs: 120_000 })
    child.kill('SIGTERM')
    expect(await exited, output()).toBe(0)
  }
})

test('the whole product stops cleanly while its worker still waits for the vector store', async () => {
  const port = await silentServer()
  const uri = `http://127.0.0.1:${port}`
  const { child, exited, output } = await start({ INGEST_MILVUS_URI: uri, QUERY_MILVUS_URI: uri })
  await waitFor(async () => output().includes('listens for requests'), { what: () => output(), timeoutMs: 120_000 })
  child.kill('SIGTERM')
  expect(await exited, output()).toBe(0)
  expect(output()).not.toContain('killed a process')
})
