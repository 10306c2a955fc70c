// What every command line has in common: `openProgram` describes it, `runProgram` runs it and knows what the shell gets back.
import { Command, CommanderError, Option } from 'commander'
import { secondsArgument, urlArgument, uuidArgument } from './arguments.ts'
import type { CliContext } from './context.ts'
import { requireKnownCommands } from './known-commands.ts'
import { RequestFailed } from '../client/failure.ts'
import { CommandFailed, exitCodes } from './exit.ts'
import { visibleJson, visibleLine, visibleLines } from '../domain/text/visible-text.ts'
import { systemClock } from '../flow/system-clock.ts'
import type { Clock } from '../ports/clock.ts'
import { spokenAfter, spokenHelp, spokenRefusal } from './spoken-help.ts'
import { createTerminal, type Terminal } from './terminal.ts'

/** Adds commands that are not the client's, such as `start`. They handle signals themselves. */
export type Registrar = (program: Command) => void

export interface ProgramOptions {
  readonly version: string
  readonly registrars?: readonly Registrar[]
  readonly terminal?: Terminal
  /** Stops client commands; Ctrl-C by default. */
  readonly signal?: AbortSignal
  readonly clock?: Clock
  /** Of this process by default. */
  readonly env?: NodeJS.ProcessEnv
}

const examples = `
Examples:
  atenex start                             run everything on this machine
  atenex upload contratos/                 upload a folder and wait
  atenex ask "¿Cuál es el plazo de preaviso?"
  atenex check                             is everything working?

"atenex help COMMAND" shows more. Data goes to stdout, remarks to stderr.
Exit code: 0 everything done, 1 something failed, 2 used wrongly or no server, 130 stopped with Ctrl-C.`

const spanishExamples = `
Ejemplos:
  atenex start                             arranca todo en esta máquina
  atenex upload contratos/                 sube una carpeta y espera
  atenex ask "¿Cuál es el plazo de preaviso?"
  atenex check                             ¿funciona todo?

«atenex help COMANDO» muestra más. Los datos van a stdout, las notas a stderr.
Código de salida: 0 todo hecho, 1 algo falló, 2 mal usado o sin servidor, 130 detenido con Ctrl-C.`

/** A program without the commands of clients, and what those share. Nothing happens before a command is run. */
export function openProgram(options: ProgramOptions): { readonly program: Command; readonly context: CliContext } {
  const terminal = options.terminal ?? createTerminal(process.stdout, process.stderr)
  const program = new Command('atenex')
  program
    .configureHelp(spokenHelp(program))
    .description("Answers questions about a company's own documents and shows where each answer comes from.")
    .version(options.version)
    .exitOverride()
    .showHelpAfterError('(--help shows how it is used)')
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.note(spokenRefusal(program, text.trimEnd())),
      getOutHelpWidth: () => terminal.columns,
      getErrHelpWidth: () => terminal.columns,
    })
    .addHelpText('after', spokenAfter(program, examples, spanishExamples))
  for (const option of globalOptions()) program.addOption(option)
  for (const register of options.registrars ?? []) register(program)
  const signal = options.signal ?? interruption(program, terminal)
  const { clock = systemClock, env = process.env } = options
  return { program, context: { terminal, signal, clock, env } }
}

function globalOptions(): Option[] {
  return [
    new Option('--url <url>', 'where the server is')
      .env('ATENEX_URL')
      .default('http://127.0.0.1:8080')
      .argParser(urlArgument),
    new Option('--company <uuid>', 'company to act for; a local server knows a default')
      .env('ATENEX_COMPANY')
      .argParser(uuidArgument),
    new Option('--user <uuid>', 'user to act as; a local server knows a default')
      .env('ATENEX_USER')
      .argParser(uuidArgument),
    new Option(
      '--key <key>',
      'API key or token, for a server that asks for one; the variable keeps it out of sight',
    ).env('ATENEX_API_KEY'),
    new Option('--json', 'write JSON'),
    new Option(
      '--language <code>',
      'language in which the commands for users speak and the server explains warnings and failures; answers follow the question',
    )
      .env('ATENEX_LANGUAGE')
      .choices(['es', 'en'])
      .default(machineLanguage(), 'that of this machine, as in LC_ALL, LC_MESSAGES or LANG'),
    new Option('--timeout <seconds>', 'longest time for one request; for an upload, the longest silence')
      .default(60_000, '60')
      .argParser(secondsArgument),
  ]
}

function machineLanguage(): 'es' | 'en' {
  // as POSIX has it, an empty one counts as not set
  const told = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => process.env[name] ?? '').find((value) => value !== '')
  // the locale of Intl, without loading the tables of a format, which takes each process 20 ms
  return (told ?? navigator.language).startsWith('es') ? 'es' : 'en'
}

/**
 * Ctrl-C stops client commands in order, a second one at once. The handler is set when a client command begins, so that
 * `start` keeps its own.
 */
function interruption(program: Command, terminal: Terminal): AbortSignal {
  const controller = new AbortController()
  const foreign = new Set<Command>(program.commands)
  program.hook('preAction', (_program, command) => {
    if (foreign.has(topCommand(command))) return
    process.once('SIGINT', () => {
      terminal.note('')
      controller.abort()
    })
  })
  return controller.signal
}

function topCommand(command: Command): Command {
  let top = command
  while (top.parent?.parent) top = top.parent
  return top
}

/** Runs one command line (without `node` and the script) and resolves with the exit code; never throws. */
export async function runProgram(program: Command, argv: readonly string[], terminal?: Terminal): Promise<number> {
  const note = (text: string): void => {
    if (terminal === undefined) process.stderr.write(`${visibleLines(text)}\n`)
    else terminal.note(text)
  }
  try {
    requireKnownCommands(program, argv)
    await program.parseAsync([...argv], { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.unusable
    if (error instanceof CommandFailed) {
      if (error.message !== '') note(error.message)
      return error.exitCode
    }
    if (error instanceof RequestFailed) return requestExitCode(error, note, program.opts<{ json?: boolean }>().json)
    if (error instanceof Error && error.name === 'AbortError') return exitCodes.interrupted
    note(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return exitCodes.failed
  }
}

function requestExitCode(error: RequestFailed, note: Terminal['note'], json: boolean | undefined): number {
  if (error.code === 'interrupted') return exitCodes.interrupted
  const { status, code, message: detail } = error
  note(json === true ? visibleJson({ error: { status, code, detail } }, 0) : visibleLine(`${detail} (${code})`))
  return status === 0 ? exitCodes.unusable : exitCodes.failed
}
