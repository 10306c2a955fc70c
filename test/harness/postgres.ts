import { randomUUID } from 'node:crypto'
import { escapeIdentifier } from 'pg'
import { inject } from 'vitest'

import { runOn, withDatabase } from './postgres-server.ts'

export interface TestDatabase {
  readonly url: string
  /** Closes every connection to it and removes it. */
  drop(): Promise<void>
}

/**
 * A database of its own with the newest schema and nothing in it: a clone of the run's template, well under 100 ms. Its files are
 * copied; written through the log, as PostgreSQL does by itself, they take five times the processor.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { serverUrl, template } = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const copied = `template ${escapeIdentifier(template)} strategy file_copy`
  await runOn(serverUrl, `create database ${escapeIdentifier(name)} ${copied}`)
  return {
    url: withDatabase(serverUrl, name),
    drop: () => runOn(serverUrl, `drop database if exists ${escapeIdentifier(name)} with (force)`),
  }
}
