import { registerBackup } from './command-backup.ts'
import { registerDb } from './db/command-db.ts'
import type { Registrar } from './open-program.ts'
import { registerReconcile } from './reconcile/command-reconcile.ts'
import { registerStart } from './start.ts'

/** Commands that need the settings of an installation, and no running server. */
export function serverCommands(start: Parameters<typeof registerStart>[1]): readonly Registrar[] {
  const { env } = start
  return [
    (program) => registerStart(program, start),
    (program) => registerDb(program, env),
    (program) => registerBackup(program, env),
    (program) => registerReconcile(program, env),
  ]
}
