import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import type { TestProject } from 'vitest/node'

import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { runningPostmaster, stopPostmaster } from '../../src/adapters/embedded-postgres/postmaster.ts'
import { migrateDatabase } from '../../src/adapters/postgres/migrate.ts'
import type { Log } from '../../src/ports/log.ts'
import { removeFolder } from './remove-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server's maintenance database, and the migrated database that tests clone. */
    postgres: { readonly serverUrl: string; readonly template: string }
  }
}

const prefix = 'atenex-test-run-'

/**
 * One PostgreSQL for the whole run with one migrated template: the first project that asks starts it for the others, too.
 * `ATENEX_TEST_DATABASE_URL` names an outside server to use instead; its user must be allowed to create databases.
 */
export default async function setUpPostgres({ vitest }: TestProject): Promise<() => Promise<void>> {
  const project = vitest.getRootProject()
  if ('postgres' in project.getProvidedContext()) return async () => undefined
  const server = await startServer()
  const template = `atenex_template_${process.pid}_${Date.now()}`
  await runOn(server.url, `create database ${escapeIdentifier(template)}`)
  await migrateDatabase(withDatabase(server.url, template))
  project.provide('postgres', { serverUrl: server.url, template })
  return async () => {
    await runOn(server.url, `drop database if exists ${escapeIdentifier(template)} with (force)`)
    await server.stop()
  }
}

async function startServer(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const outside = process.env['ATENEX_TEST_DATABASE_URL']
  if (outside !== undefined && outside !== '') return { url: outside, stop: async () => undefined }
  await removeLeftOvers()
  const dataDir = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  // Started by root, the server runs as another account, which must be able to pass through.
  await chmod(dataDir, 0o711)
  const server = await startEmbeddedPostgres({ dataDir, log: quiet, durable: false })
  return {
    url: server.url,
    async stop() {
      await server.stop()
      await removeFolder(dataDir)
    },
  }
}

/** A run that was killed could not stop its server: the next one does, by the process id in the folder's name. */
async function removeLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN
    if (!Number.isInteger(owner) || existsSync(`/proc/${owner}`) || !existsSync('/proc')) continue
    const folder = join(tmpdir(), name)
    const pid = runningPostmaster(join(folder, 'postgres', 'cluster'))
    if (pid !== null) await stopPostmaster(pid, 5_000)
    await removeFolder(folder)
  }
}

/** The same server, another database. Works on the text, because a unix socket address is no standard URL. */
export function withDatabase(url: string, database: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${encodeURIComponent(database)}`)
}

export async function runOn(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields, message) => console.warn(message, fields),
  error: (fields, message) => console.error(message, fields),
  child: () => quiet,
}
