import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeForeignCollection } from '../harness/milvus/foreign-collection.ts'
import { needed, pythonEnvironment } from '../harness/milvus/python-environments.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { sharedServer } from '../harness/milvus/share-server.ts'
import { signalProcess } from '../harness/signal-process.ts'
import { waitFor } from '../harness/wait.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const run = promisify(execFile)
const server = await findServer('Milvus Lite 3.2.0')
/** Two slices and a bit. */
const rows = 9_000

describe.skipIf(server.missing)('a copy from collection to collection by the command', () => {
  let folder: string
  let env: NodeJS.ProcessEnv
  const ledger = () => path.join(folder, 'copy.ledger')
  const command = (...more: readonly string[]) => [main, 'migrate', '--ledger', ledger(), ...more]

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'atenex-copy-'))
    const { address } = await sharedServer('Milvus Lite 3.2.0')
    const collection = `shop_${process.pid}`
    const python = needed(await pythonEnvironment('milvus-lite-3.2.0'))
    await makeForeignCollection(python, { address, collection, rows, key: 'number', abilities: ['json', 'dynamic'] })
    env = {
      ...process.env,
      ATENEX_DATA_DIR: path.join(folder, 'data'),
      INGEST_MILVUS_URI: address,
      QUERY_MILVUS_URI: address,
      INGEST_MILVUS_COLLECTION_NAME: collection,
      ATENEX_TARGET_MILVUS_URI: address,
      ATENEX_TARGET_MILVUS_COLLECTION_NAME: `${collection}_new`,
    }
  })
  afterAll(() => removeFolder(folder))

  test('says what it would do, goes on where it was killed, keeps others out, and signs what it compared', async () => {
    const plan = await run(process.execPath, command('--plan-only'), { env })
    expect(plan.stdout).toContain('will be created')
    expect(plan.stdout).toMatch(/facts.*JSON.*copied/)
    expect(plan.stdout.trimEnd().endsWith('go')).toBe(true)

    const killed = spawn(process.execPath, command('--json'), { env, stdio: 'ignore' })
    const ended = once(killed, 'exit')
    await waitFor(async () => (await readFile(ledger(), 'utf8')).includes('"what":"copied"'), {
      what: 'a slice that was copied',
      everyMs: 25,
      timeoutMs: 120_000,
    })
    const refused = await run(process.execPath, command(), { env }).catch((error: unknown) => error)
    // it may have come to its end meanwhile: then there is nobody to be kept out by
    if (killed.exitCode === null)
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('conflict') })
    signalProcess(killed.pid, 'SIGKILL')
    await ended

    const out = path.join(folder, 'report.json')
    const { stdout } = await run(process.execPath, command('--json', '--report', out), { env })
    const lines = stdout.trim().split('\n')
    const first = JSON.parse(lines[1] ?? '') as { readonly rows: number; readonly doing: string }
    expect(first.rows).toBeGreaterThan(0)
    const report = JSON.parse(await readFile(out, 'utf8')) as Record<string, unknown>
    expect(report).toMatchObject({
      differences: 0,
      created: true,
      copied: { rows },
      compared: { keys: { from: rows, to: rows }, missing: 0, different: 0, extra: 0 },
    })
    const checked = await run(process.execPath, [main, 'migrate', 'report', '--check', out], { env })
    expect(checked.stdout).toContain('genuine')
    expect(checked.stdout).toContain('zero differences')
  })

  test('is refused without both ends, and with a ledger of another copy', async () => {
    const { ATENEX_TARGET_MILVUS_URI: _without, ATENEX_TARGET_MILVUS_COLLECTION_NAME: _name, ...half } = env
    const other = path.join(folder, 'other.ledger')
    const alone = await run(process.execPath, [main, 'migrate', '--ledger', other], { env: half }).catch(
      (error: unknown) => error,
    )
    expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('ATENEX_TARGET_MILVUS_URI') })
    const elsewhere = { ...env, ATENEX_TARGET_MILVUS_COLLECTION_NAME: 'another' }
    const refused = await run(process.execPath, command(), { env: elsewhere }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('belongs to another copy') })
  })
})
