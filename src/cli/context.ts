import type { Command } from 'commander'
import { createClient, type Client } from '../client/client.ts'
import type { Terminal } from './terminal.ts'

/** What the commands share: where to write, and how they are stopped. */
export interface CliContext {
  readonly terminal: Terminal
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly url: string
  readonly company?: string
  readonly user?: string
  readonly json?: boolean
  /** Milliseconds. */
  readonly timeout: number
}

/** Client and output form for one command, from the options in front of and behind its name. */
export function openSession(context: CliContext, command: Command): { client: Client; json: boolean } {
  const options = command.optsWithGlobals<GlobalOptions>()
  const client = createClient({
    url: options.url,
    company: options.company ?? null,
    user: options.user ?? null,
    timeoutMs: options.timeout,
    signal: context.signal,
  })
  return { client, json: options.json === true }
}
