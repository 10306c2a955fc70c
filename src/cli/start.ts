import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'

import { runAlone, runRoles } from '../app/process/role-process.ts'
import { supervise } from '../app/process/supervisor.ts'
import { welcome } from './welcome.ts'
import type { Config } from '../config/schema.ts'
import { roles as knownRoles } from '../config/setting.ts'
import type { Role } from '../config/setting.ts'
import { configOrList } from './config-or-list.ts'

/** Internal: what the supervisor starts. */
const roleCommandName = 'run-roles'
const badConfigurationExit = 2
/**
 * MB for V8's young generation. With Node's default of 16 or more, short-lived objects pile up: the HTTP process grew to 419 MB
 * after 60 questions, with 4 MB to 261 MB. With 8 it is 8 MB larger than with 4, but a question, which allocates 2 MB, takes a
 * quarter less processor time: objects in use are neither copied nor promoted to the old generation just because others are
 * being allocated. A role alone in a container has 4 (`deploy/image/atenex`).
 */
const youngGeneration = '--max-semi-space-size=8'

const help = `
Ctrl-C, or SIGTERM, stops it cleanly; a second one, at least a second later, at once.

Examples:
  atenex start
  ATENEX_PORT=8090 ATENEX_DATA_DIR=/var/lib/atenex/data atenex start
  DATABASE_URL=postgres://… ATENEX_ROLES=query-api ATENEX_HOST=0.0.0.0 ATENEX_AUTH=gateway atenex start

Exit code: 0 stopped cleanly, 1 something failed, 2 wrong settings.`

export interface StartDeps {
  readonly env: NodeJS.ProcessEnv
  /** Path of main.ts, for the processes that are started. */
  readonly main: string
}

/** Adds `start` and the hidden command for the processes it starts. */
export function registerStart(program: Command, deps: StartDeps): void {
  program
    .command('start')
    .description('run Atenex; settings are environment variables, see docs/configuration.md')
    .addHelpText('after', help)
    .action(async () => process.exit(await start(deps)))
  program
    .command(roleCommandName, { hidden: true })
    .argument('<roles>', 'comma-separated', parseRoles)
    .action(async (roles: readonly Role[]) => {
      const config = configOrList(deps.env, roles.includes('ingest-worker') ? 'worker' : 'api')
      // The supervisor starts us again or gives up; whatever still holds the event loop must not keep a dead process.
      process.exit(config === null ? badConfigurationExit : await runRoles(roles, config.config, config.log))
    })
}

async function start(deps: StartDeps): Promise<number> {
  const loaded = configOrList(deps.env, 'supervisor')
  if (loaded === null) return badConfigurationExit
  const { config, log } = loaded
  const { database } = config
  if (database.kind === 'outside' && hasOneKindOfRole(config)) return runAlone(config, database.url.reveal(), log)
  return supervise(config, {
    log,
    env: deps.env,
    roleCommand: [process.execPath, youngGeneration, deps.main, roleCommandName],
    onReady: (address) => {
      log.info({ address, seconds: process.uptime() }, 'ready')
      if (address !== null) process.stdout.write(`${welcome(address, process.uptime())}\n`)
    },
  })
}

/** With an outside database, as in Kubernetes, there is nothing to supervise then. */
function hasOneKindOfRole(config: Config): boolean {
  return config.roles.length === 1 || !config.roles.includes('ingest-worker')
}

function parseRoles(given: string): readonly Role[] {
  const names = given.split(',')
  const found = knownRoles.filter((role) => names.includes(role))
  if (found.length !== names.length) throw new InvalidArgumentError(`one of ${knownRoles.join(', ')}`)
  return found
}
