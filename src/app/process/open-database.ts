import type { Config } from '../../config/schema.ts'
import type { Log } from '../../ports/log.ts'
import { holdsInstallation } from './data-folder.ts'

export interface RunningDatabase {
  readonly url: string
  /** Schema files applied now. */
  readonly applied: readonly string[]
  /** Ends PostgreSQL when it is ours. */
  stop(): Promise<void>
}

/** PostgreSQL is asked last and gets its own time: what the jobs wrote has to reach the disk. */
const postgresStopMs = 10_000

/**
 * The configured PostgreSQL, or our own started for the data folder, with the newest schema. Our own is brought back for as
 * long as it takes when it is lost later on.
 */
export async function openDatabase(config: Config, log: Log): Promise<RunningDatabase> {
  const server = await openServer(config, log)
  try {
    const { bringUpToDate } = await import('../../adapters/postgres/bring-up-to-date.ts')
    const applied = await bringUpToDate(server.url)
    if (applied.length > 0) log.info({ applied }, 'brought the database schema up to date')
    return { ...server, applied }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function openServer(config: Config, log: Log): Promise<Omit<RunningDatabase, 'applied'>> {
  if (config.database.kind === 'outside') return { url: config.database.url.reveal(), stop: async () => undefined }
  const { requireNoUnfinishedRestore } = await import('./unfinished-restore.ts')
  requireNoUnfinishedRestore(config.dataDir, log)
  if (!holdsInstallation(config.dataDir)) {
    const hint = 'makes a new, empty installation; if documents were in this folder before, is its disk mounted?'
    log.info({ folder: config.dataDir }, hint)
  }
  const { startEmbeddedPostgres } = await import('../../adapters/embedded-postgres/start-embedded-postgres.ts')
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  log.info({ adopted: server.adopted }, 'started PostgreSQL')
  return { url: server.url, stop: () => server.stop(postgresStopMs) }
}
