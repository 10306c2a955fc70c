import type { Command } from 'commander'
import type { BackupManifest } from '../app/process/backup.ts'
import type { Config } from '../config/schema.ts'
import { toAppError } from '../domain/errors.ts'
import { visibleJson, visibleLines } from '../domain/text/visible-text.ts'
import type { Log } from '../ports/log.ts'
import { configOrList } from './config-or-list.ts'
import { exitCodes } from './exit.ts'

const help = `
For an installation on one machine (embedded PostgreSQL, files in ATENEX_DATA_DIR). Vectors are made anew after a restore.

Examples:
  atenex backup /backup/monday               while Atenex runs
  ATENEX_DATA_DIR=/new atenex restore /backup/monday
  ATENEX_DATA_DIR=/new atenex start          then, in another terminal: atenex reindex

Exit code: 0 done, 1 something failed, 2 wrong settings.`

type Work = (config: Config, folder: string, log: Log) => Promise<BackupManifest>

/** `atenex backup` and `atenex restore` */
export function registerBackup(program: Command, env: NodeJS.ProcessEnv): void {
  const command = (name: 'backup' | 'restore', says: string, said: string) =>
    program
      .command(name)
      .argument(
        '<folder>',
        name === 'backup' ? 'an empty folder, or one to be made' : 'a folder that `atenex backup` made',
      )
      .description(says)
      .addHelpText('after', help)
      .action(async (folder: string, _options: unknown, its: Command) => {
        const json = its.optsWithGlobals<{ json?: boolean }>().json === true
        // Loaded here, so that `--help` does not wait for it.
        const work: Work = async (config, at, log) => {
          const { backUp, restore } = await import('../app/process/backup.ts')
          return name === 'backup' ? backUp(config, at, log) : restore(config, at, log)
        }
        process.exit(await run(env, { folder, json, said, work }))
      })
  command('backup', 'copy the database, the originals and the keys of this machine while it runs', 'copied to')
  command('restore', 'put a backup into a new data folder', 'restored from')
}

interface Task {
  readonly folder: string
  readonly json: boolean
  readonly said: string
  readonly work: Work
}

async function run(env: NodeJS.ProcessEnv, { folder, json, said, work }: Task): Promise<number> {
  const loaded = configOrList(env, 'backup', 'warn')
  if (loaded === null) return exitCodes.unusable
  try {
    const manifest = await work(loaded.config, folder, loaded.log)
    const text = `${said} ${folder}: database and ${manifest.files} files, ${manifest.madeAt}`
    process.stdout.write(`${json ? visibleJson(manifest, 2) : visibleLines(text)}\n`)
    return exitCodes.ok
  } catch (error) {
    const { code, message } = toAppError(error)
    process.stderr.write(
      `${json ? visibleJson({ error: { code, message } }, 0) : visibleLines(`${message} (${code})`)}\n`,
    )
    return exitCodes.failed
  }
}
