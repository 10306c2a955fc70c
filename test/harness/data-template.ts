import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, link, mkdir, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { readModelFolder } from '../../src/adapters/models/model-folder.ts'
import { openModelHome } from '../../src/adapters/models/model-home.ts'
import { loadTokenizer } from '../../src/adapters/models/tokenizer/load-tokenizer.ts'
import { unpackModel } from '../../src/adapters/models/unpack-model.ts'
import { migrateDatabase } from '../../src/adapters/postgres/migrate.ts'
import { silentLog } from './log.ts'
import { removeFolder } from './remove-folder.ts'

// The data folder of a product that was started once and has nothing in it: each whole product of a run begins with a copy.

const prefix = 'atenex-template-'
/** For the processes that run the tests; not a setting of the product, which is started without it. */
const variable = 'TEST_DATA_TEMPLATE'
const models = fileURLToPath(new URL('../../models/', import.meta.url))

/** Makes it once for the run: a cluster with the newest schema, and the models unpacked. */
export async function setup(): Promise<() => Promise<void>> {
  await removeLeftOvers()
  const dataDir = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`))
  // Started by root, the server runs as another account, which must be able to pass through.
  await chmod(dataDir, 0o711)
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog, durable: false })
  await migrateDatabase(server.url)
  await server.stop()
  for (const name of await readdir(models)) {
    const folder = await readModelFolder(path.join(models, name))
    const home = await openModelHome(folder, path.join(dataDir, 'models'))
    await unpackModel(folder, home.path)
    await loadTokenizer(folder.tokenizerPath, home.vocabularyPath)
  }
  process.env[variable] = dataDir
  return async () => {
    delete process.env[variable]
    await removeFolder(dataDir)
  }
}

/**
 * Fills an empty folder from the run's template; outside of such a run it stays empty, and the product's start does the work.
 * @param cluster whether with a database: 1,000 files that nobody needs who brings one.
 */
export async function fillFromTemplate(dataDir: string, cluster: boolean): Promise<void> {
  const template = process.env[variable]
  if (template === undefined) return
  // with owners and modes, which PostgreSQL looks at
  if (cluster) await promisify(execFile)('cp', ['-a', path.join(template, 'postgres'), dataDir])
  await linkTree(path.join(template, 'models'), path.join(dataDir, 'models'))
}

/** Unpacked models are never written again, so that all may have the same bytes, in memory, too. */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    await (entry.isDirectory() ? linkTree(source, target) : link(source, target))
  }
}

/** What a run that was killed left behind; its process id is in the name. */
async function removeLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN
    if (!Number.isInteger(owner) || !existsSync('/proc') || existsSync(`/proc/${owner}`)) continue
    await removeFolder(path.join(tmpdir(), name))
  }
}
