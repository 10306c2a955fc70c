import { runProgram } from '../../src/cli/open-program.ts'
import { buildProgram } from '../../src/cli/program.ts'
import { recordingTerminal } from './fake-server.ts'

/**
 * A command of the command line, in this process: a process for each would be most of what some tests do.
 * @returns what it printed. @throws what it said, with its exit code as `code`.
 */
export async function atenex(...argv: readonly string[]): Promise<string> {
  const terminal = recordingTerminal(false)
  const program = buildProgram({ version: '1.2.3', terminal, signal: new AbortController().signal })
  const code = await runProgram(program, argv, terminal)
  if (code === 0) return terminal.output
  throw Object.assign(new Error(`atenex ${argv.join(' ')}: ${terminal.output}\n${terminal.notes}`), { code })
}
