import type { Command } from 'commander'
import { createFileClient, type FileClient } from '../client/node/file-client.ts'
import type { Clock } from '../ports/clock.ts'
import type { Terminal } from './terminal.ts'

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

/** Client and output form for one command, from the options in front of and behind its name. */
export function openSession(context: CliContext, command: Command): { client: FileClient; json: boolean } {
  return { client: openClient(context, command), json: command.optsWithGlobals<GlobalOptions>().json === true }
}

export function openClient({ signal, clock }: Pick<CliContext, 'signal' | 'clock'>, command: Command): FileClient {
  const options = command.optsWithGlobals<GlobalOptions>()
  const identity = { company: options.company ?? null, user: options.user ?? null }
  const operatorToken = options.token ?? null
  return createFileClient({
    url: options.url,
    language: options.language,
    ...identity,
    key: options.key ?? null,
    operatorToken,
    timeoutMs: options.timeout,
    signal,
    clock,
  })
}
