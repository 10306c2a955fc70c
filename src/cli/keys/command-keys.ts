import { Argument, Option, type Command } from 'commander'
import type { KeyItem } from '../../contract/keys.ts'
import { visibleLine } from '../../domain/text/visible-text.ts'
import { numberArgument, uuidArgument } from '../arguments.ts'
import { openSession, type CliContext } from '../context.ts'
import { renderTable } from '../terminal.ts'

const rightNames = ['read', 'write', 'operator'] as const
type RightName = (typeof rightNames)[number]

const createExamples = `
Examples:
  atenex keys create "web shop" --for 4d6f0b1c-… --right read
  atenex keys create importer --for 4d6f0b1c-… --right write --days 90
  atenex keys create monitoring --right operator
  atenex keys create importer --for 4d6f0b1c-… --right write --json | jq -r .key`

interface CreateOptions {
  readonly for?: string
  readonly actsFor?: string
  readonly right: readonly RightName[]
  readonly days?: number
}

/** `atenex keys create|list|revoke` */
export function registerKeys(program: Command, context: CliContext): void {
  const keys = program
    .command('keys')
    .summary('create, list and revoke API keys (ATENEX_AUTH=keys)')
    .description('Manages API keys, for operators of a server with ATENEX_AUTH=keys. See docs/identity.md.')
    .addHelpText('after', '\nExamples:\n  atenex keys list\n  atenex keys create NAME --for COMPANY --right read')

  operatorCommand(keys, 'create')
    .summary('create a key and show it, once')
    .description('Creates a key and shows it, only this once: Atenex keeps a hash of it.')
    .argument('<name>', 'what it is for')
    .option('--for <company>', 'company whose documents it gives access to; not for operator keys', uuidArgument)
    .option('--acts-for <user>', 'user it acts for (default: whoever the caller names)', uuidArgument)
    .addOption(
      new Option('--right <right...>', 'read (ask, search), write (upload, delete), operator (checks, moves, keys)')
        .choices(rightNames)
        .makeOptionMandatory(),
    )
    .option('--days <number>', 'days until it expires (default: never)', numberArgument(1, 3_650))
    .addHelpText('after', createExamples)
    .action(async (name: string, options: CreateOptions, command: Command) => {
      const { client, json } = openSession(context, command)
      const { for: company = null, actsFor: user = null, days = null, right } = options
      const rights = [...right]
      const made = await client.createKey({ name, company_id: company, user_id: user, rights, expires_in_days: days })
      if (json) {
        context.terminal.json(made)
        return
      }
      context.terminal.out(visibleLine(made.key))
      context.terminal.note(`\nThis is the only time it is shown. Revoke it with: atenex keys revoke ${made.id}`)
      if (!made.in_use) context.terminal.note('The server does not ask for keys yet: set ATENEX_AUTH=keys.')
    })

  operatorCommand(keys, 'list')
    .summary('list the keys')
    .description('Lists the keys, newest first, revoked and expired ones included. None of them is shown.')
    .option('--for <company>', 'of this company only', uuidArgument)
    .addHelpText('after', '\nExamples:\n  atenex keys list\n  atenex keys list --for 4d6f0b1c-… --json')
    .action(async (options: { readonly for?: string }, command: Command) => {
      const { client, json } = openSession(context, command)
      const found = await client.keys(options.for ?? null)
      if (json) context.terminal.json(found)
      else if (found.length === 0) context.terminal.note('There are no keys. "atenex keys create" makes one.')
      else context.terminal.out(keyTable(found, context.terminal.columns))
    })

  operatorCommand(keys, 'revoke')
    .summary('revoke a key for good')
    .description('Revokes a key for good, within seconds in every process.')
    .addArgument(new Argument('<id>', 'id of the key, as the list shows it').argParser(uuidArgument))
    .addHelpText('after', '\nExamples:\n  atenex keys revoke 6f1c9a50-…')
    .action(async (id: string, _options: unknown, command: Command) => {
      const { client, json } = openSession(context, command)
      await client.revokeKey(id)
      if (json) context.terminal.json({ id, status: 'revoked' })
      else context.terminal.out(`Key ${id} is revoked.`)
    })
}

function operatorCommand(keys: Command, name: string): Command {
  return keys
    .command(name)
    .addOption(
      new Option('--token <token>', 'token of operators, which the server asks for').env('ATENEX_OPERATOR_TOKEN'),
    )
}

function keyTable(keys: readonly KeyItem[], columns: number): string {
  const rows = keys.map((key) => [
    key.id,
    visibleLine(key.name),
    `${key.hint}…`,
    key.rights.join(' '),
    key.company_id ?? '',
    key.expires_at === null || key.status !== 'valid' ? key.status : `until ${key.expires_at.slice(0, 10)}`,
    (key.last_used_at ?? 'never').slice(0, 16).replace('T', ' '),
  ])
  return renderTable(['Id', 'Name', 'Key', 'Rights', 'Company', 'Status', 'Last used (UTC)'], rows, columns)
}
