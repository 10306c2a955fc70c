import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { createFileClient, type FileClient } from '../client/node/file-client.ts'
import type { Clock } from '../ports/clock.ts'
import { CommandFailed, exitCodes } from './exit.ts'
import type { Terminal } from './terminal.ts'
import { texts, type Texts } from './texts/texts.ts'

/** What the commands share: where to write, what time it is, and how they are stopped. */
export interface CliContext {
  readonly terminal: Terminal
  readonly clock: Clock
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal
  /** Settings of commands that need no server. */
  readonly env: NodeJS.ProcessEnv
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly url: string
  readonly company?: string
  readonly user?: string
  readonly key?: string
  /** Of `check` only. */
  readonly token?: string
  readonly json?: boolean
  readonly language: 'es' | 'en'
  /** Milliseconds. */
  readonly timeout: number
}

export interface Session {
  readonly client: FileClient
  readonly json: boolean
  readonly texts: Texts
}

/** Client, output form and language for one command, from the options in front of and behind its name. */
export function openSession(context: CliContext, command: Command): Session {
  const { json = false, language } = command.optsWithGlobals<GlobalOptions>()
  return { client: openClient(context, command), json, texts: texts[language] }
}

export function openClient(context: Omit<CliContext, 'terminal'>, command: Command): FileClient {
  const { signal, clock, env } = context
  const options = command.optsWithGlobals<GlobalOptions>()
  const identity = { company: options.company ?? null, user: options.user ?? null }
  const operatorToken = sendable(options.token ?? tokenInFile(command, env), '--token or ATENEX_OPERATOR_TOKEN')
  return createFileClient({
    url: options.url,
    language: options.language,
    ...identity,
    key: sendable(options.key, '--key or ATENEX_API_KEY'),
    operatorToken,
    timeoutMs: options.timeout,
    signal,
    clock,
  })
}

/**
 * The token of operators in the file that the settings of a server name: a command beside that server, as in its pod, needs no
 * other. Only for commands that send one; the others may run under accounts that cannot read it.
 * @throws CommandFailed for a file that cannot be read.
 */
function tokenInFile(command: Command, env: NodeJS.ProcessEnv): string | undefined {
  const file = env['ATENEX_OPERATOR_TOKEN_FILE']
  if (file === undefined || file === '' || command.options.every(({ long }) => long !== '--token')) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new CommandFailed(
      exitCodes.unusable,
      `ATENEX_OPERATOR_TOKEN_FILE names a file that cannot be read: ${file}. Give the token with ATENEX_OPERATOR_TOKEN.`,
    )
  }
}

/**
 * A key as it can stand in a header; line breaks around it, as files end with, are dropped.
 * @throws CommandFailed which does not show it, as the parsers of options would.
 */
function sendable(given: string | undefined, from: string): string | null {
  if (given === undefined) return null
  const key = given.trim()
  if (/^[!-~]+$/.test(key)) return key
  throw new CommandFailed(
    exitCodes.unusable,
    `What ${from} gives is no key: it is empty, or has blanks or other signs in it.`,
  )
}
