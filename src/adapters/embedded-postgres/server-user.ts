import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { AppError } from '../../domain/errors.ts'

/** The system account the server runs as. */
export interface ServerUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/**
 * PostgreSQL refuses to run as root, so root hands it to `postgres`, or to `nobody` where that account does not exist.
 * Null for everybody else: the server then runs as the user who started us.
 */
export function chooseServerUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { name, uid: Number(uid), gid: Number(gid) }
  }
  throw new AppError(
    'configuration',
    'PostgreSQL cannot run as root and there is no account "postgres" or "nobody": start Atenex as a normal user, or set DATABASE_URL',
  )
}

/** Options that make a child process run as that account. */
export function runAs(user: ServerUser | null): { readonly uid?: number; readonly gid?: number } {
  return user === null ? {} : { uid: user.uid, gid: user.gid }
}

/** Whether that account can enter a folder; asks the system, so that every kind of permission counts. */
export function canEnter(user: ServerUser, folder: string): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    ...runAs(user),
    cwd: '/',
    stdio: 'ignore',
    timeout: 5_000,
  })
  return tried.status === 0
}
