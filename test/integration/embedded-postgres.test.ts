import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readFile, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import { runningPostmaster } from '../../src/adapters/embedded-postgres/postmaster.ts'
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import type { EmbeddedPostgres } from '../../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { silentLog as log } from '../harness/log.ts'
import { signalProcess } from '../harness/signal-process.ts'
import { removeFolder } from '../harness/remove-folder.ts'

/** Was started once: making a cluster is most of what these tests would take. */
let made = ''
let dataDir = ''
let servers: EmbeddedPostgres[] = []
let owners: ChildProcess[] = []
beforeAll(async () => {
  made = await newFolder()
  const server = await startEmbeddedPostgres({ dataDir: made, log, durable: false })
  await server.stop()
})
afterAll(() => removeFolder(made))
beforeEach(async () => {
  dataDir = await newFolder()
  // with owners and modes, which PostgreSQL looks at
  await promisify(execFile)('cp', ['-a', join(made, 'postgres'), dataDir])
})
afterEach(async () => {
  for (const owner of owners) owner.kill('SIGKILL')
  for (const server of servers) await server.stop()
  // a server outlives an owner that was killed, and writes into the folder that goes now
  const left = runningPostmaster(join(dataDir, 'postgres/cluster'))
  // without a checkpoint
  if (left !== null) signalProcess(left, 'SIGQUIT')
  servers = []
  owners = []
  await removeFolder(dataDir)
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atenex-pg-'))
  await chmod(folder, 0o711)
  return folder
}

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log, durable: false })
  servers.push(server)
  return server
}

/** Another process that owns the server of the same data folder, as a supervisor does. */
async function ownedByAnotherProcess(): Promise<ChildProcess> {
  const module = new URL('../../src/adapters/embedded-postgres/start-embedded-postgres.ts', import.meta.url)
  const script = `import { startEmbeddedPostgres } from ${JSON.stringify(fileURLToPath(module))}
    const log = { debug() {}, info() {}, warn() {}, error() {}, child: () => log }
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log })
    process.stdout.write('ready'); setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  owners.push(owner)
  await new Promise((resolve) => owner.stdout.once('data', resolve))
  return owner
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve))
}

async function query(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

/** Rejects while there is no such file, or the server has made it and not yet written into it. */
async function postmasterPid(): Promise<number> {
  const pid = Number((await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0])
  if (pid === 0) throw new Error('the pid file is still empty')
  return pid
}

test('text is UTF-8 whatever the language of the machine, and only a private socket is open', async () => {
  const { url } = await start()
  const [row] = await query(
    url,
    `select lower('ÁÑ') as lower, current_setting('server_encoding') as encoding,
            current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync`,
  )
  expect(row).toEqual({ lower: 'áñ', encoding: 'UTF8', tcp: '', fsync: 'off' })
})

test('data outlives a stop and a new start', async () => {
  const first = await start()
  await query(first.url, 'create table kept as select 7 as n')
  await first.stop()
  const second = await start()
  expect(second.adopted).toBe(false)
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }])
})

test('a second start on the same data folder is refused and names the first one', async () => {
  const owner = await ownedByAnotherProcess()
  await expect(start()).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining(`Another Atenex (process ${owner.pid}) is running`),
  })
})

test('a server whose owner was killed is taken over', async () => {
  const owner = await ownedByAnotherProcess()
  owner.kill('SIGKILL')
  await ended(owner)
  const server = await vi.waitFor(start, { timeout: 100_000 })
  expect(server.adopted).toBe(true)
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('after a kill of everything the next start recovers what was committed', async () => {
  const owner = await ownedByAnotherProcess()
  const socket = encodeURIComponent(join(dataDir, 'postgres/run'))
  await query(`postgres://atenex@${socket}/atenex`, 'create table kept as select 7 as n')
  signalProcess(await postmasterPid(), 'SIGKILL')
  owner.kill('SIGKILL')
  await ended(owner)
  const server = await start()
  expect(await query(server.url, 'select n from kept')).toEqual([{ n: 7 }])
})

test('a server of another account is known as that of the cluster by who may not look into its process', async () => {
  await start()
  const module = new URL('../../src/adapters/embedded-postgres/postmaster.ts', import.meta.url)
  const cluster = join(dataDir, 'postgres/cluster')
  const script = `import { forgetForeignLockFiles, runningPostmaster } from ${JSON.stringify(fileURLToPath(module))}
    const cluster = ${JSON.stringify(cluster)}
    const forgotten = forgetForeignLockFiles(cluster, [cluster + '/postmaster.pid'])
    process.stdout.write(JSON.stringify([forgotten, runningPostmaster(cluster)]))`
  const node = [process.execPath, '--input-type=module', '-e', script]
  // as root in a container, which lacks this
  const asThere = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-sys_ptrace', ...node] : node
  const { stdout } = await promisify(execFile)(asThere[0] ?? '', asThere.slice(1))
  expect(JSON.parse(stdout)).toEqual([[], runningPostmaster(cluster)])
})

test('left-over lock files that name a foreign living process do not stop the start', async () => {
  const first = await start()
  await first.stop()
  for (const name of ['cluster/postmaster.pid', 'run/.s.PGSQL.5432.lock']) {
    const content = `${process.pid}\n${join(dataDir, 'postgres/cluster')}\n1\n5432\n\n\n0 0\n`
    await writeFile(join(dataDir, 'postgres', name), content)
  }
  const second = await start()
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('empty lock files, of a server that was killed between making and writing them, do not stop the start', async () => {
  const first = await start()
  await first.stop()
  for (const name of ['cluster/postmaster.pid', 'run/.s.PGSQL.5432.lock']) {
    const file = join(dataDir, 'postgres', name)
    await writeFile(file, '')
    // an hour ago: no server needs so long to write it
    await utimes(file, Date.now() / 1_000 - 3_600, Date.now() / 1_000 - 3_600)
  }
  const second = await start()
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a server that dies under its owner is brought back', async () => {
  const server = await start()
  const first = await postmasterPid()
  signalProcess(first, 'SIGKILL')
  await vi.waitFor(
    async () => {
      expect(await postmasterPid()).not.toBe(first)
      expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    },
    { timeout: 100_000, interval: 100 },
  )
})

test('a server that is killed again and again while it comes back is brought back all the same', async () => {
  const server = await start()
  let last = 0
  for (let kill = 0; kill < 4; kill += 1) {
    // the next one is killed as soon as its pid file names it: while it still recovers
    const next = async () => {
      const pid = await postmasterPid()
      expect(pid).not.toBe(last)
      return pid
    }
    last = await vi.waitFor(next, { timeout: 100_000, interval: 5 })
    signalProcess(last, 'SIGKILL')
  }
  const answers = async () => expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await vi.waitFor(answers, { timeout: 120_000, interval: 100 })
})
