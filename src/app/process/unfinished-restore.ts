import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { hasCluster } from '../../adapters/embedded-postgres/back-up-cluster.ts'
import { AppError } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'

/** Stands in a data folder from the first file that a restore puts there to its last. */
export const restoreMark = 'unfinished-restore'

/** Does the work of a restore; one that is interrupted leaves the mark. */
export async function markedAsUnfinished(dataDir: string, work: () => Promise<void>): Promise<void> {
  const mark = path.join(dataDir, restoreMark)
  await writeFile(mark, 'atenex restore has not ended here: run it again\n', { mode: 0o600 })
  await work()
  await rm(mark)
}

/**
 * A start would make a new, empty database beside restored originals, and a restore that is run again would be refused because of it.
 * Once the database is there, which comes last, the restore was complete.
 * @throws AppError `configuration`.
 */
export function requireNoUnfinishedRestore(dataDir: string, log: Log): void {
  if (!existsSync(path.join(dataDir, restoreMark)) || hasCluster(dataDir, log)) return
  throw new AppError(
    'configuration',
    `A restore into ATENEX_DATA_DIR (${dataDir}) was interrupted: run \`atenex restore\` again before the start, ` +
      `or, for an empty installation, delete the folder.`,
  )
}
