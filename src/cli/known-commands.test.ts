import { expect, test } from 'vitest'
import { recordingTerminal } from '../../test/harness/fake-server.ts'
import { runProgram } from './open-program.ts'
import { buildProgram } from './program.ts'
import { serverCommands } from './server-commands.ts'

const run = (terminal: ReturnType<typeof recordingTerminal>, argv: readonly string[]) =>
  runProgram(
    buildProgram({ version: '1.2.3', terminal, registrars: serverCommands({ env: {}, main: '' }) }),
    argv,
    terminal,
  )

test.each([
  [['help', 'fly'], "unknown command 'fly'"],
  [['help', 'migrate', 'fly'], "unknown command 'fly' of 'migrate'"],
  [['help', 'db', 'plam'], "unknown command 'plam' of 'db' (did you mean plan?)"],
  [['db', 'help', 'fly'], "unknown command 'fly' of 'db'"],
  [['migrate', 'fly'], "unknown command 'fly' of 'migrate'"],
  [['migrate', 'verfy', '--wait'], "unknown command 'verfy' of 'migrate' (did you mean verify?)"],
  [['--json', '--timeout', '5', 'docments'], "unknown command 'docments' (did you mean documents?)"],
  [[''], "unknown command ''"],
])('what is no command is called so: %j', async (argv, said) => {
  const terminal = recordingTerminal()
  expect(await run(terminal, argv)).toBe(2)
  expect(terminal.notes).toContain(said)
  expect(terminal.notes + terminal.output).not.toContain('Usage:')
})

test.each([[['help']], [['help', 'migrate', 'start']], [['db', 'help', 'plan']], [['migrate', 'start', '--help']]])(
  'help for what is there is exit code 0: %j',
  async (argv) => {
    const terminal = recordingTerminal()
    expect(await run(terminal, argv)).toBe(0)
    expect(terminal.output).toContain('Usage:')
  },
)
