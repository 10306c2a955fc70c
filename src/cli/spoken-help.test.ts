import { expect, test } from 'vitest'
import { recordingTerminal } from '../../test/harness/fake-server.ts'
import { run } from '../../test/harness/run-in-test.ts'
import { buildProgram } from './program.ts'
import { spanishHelp } from './texts/spanish-help.ts'

const forUsers = ['upload', 'ask', 'documents', 'status', 'retry', 'delete', 'chats']

async function helpOf(...argv: readonly string[]): Promise<string> {
  const seen = recordingTerminal()
  expect(await run(seen, argv, undefined, {})).toBe(0)
  return seen.output
}

test('help is given in Spanish, wherever the language stands, and in English otherwise', async () => {
  expect(await helpOf('--language', 'es', '--help')).toMatch(/^Uso: atenex.*Comandos:.*elimina documentos.*Ejemplos:/s)
  const upload = await helpOf('upload', '--help', '--language', 'es')
  expect(upload).toMatch(/Sube archivos y carpetas.*Argumentos:.*Opciones:.*\(por defecto: 4\).*cuentan como hechos/s)
  expect(await helpOf('upload', '--help', '--language', 'en')).toMatch(/^Usage:.*Options:.*\(default: 4\).*Examples:/s)
})

test('every command of users says all of its help in Spanish', () => {
  const program = buildProgram({ version: '1.2.3', terminal: recordingTerminal() })
  const users = program.commands.filter((command) => forUsers.includes(command.name()))
  const told = users.flatMap((command) => [
    command.summary(),
    command.description(),
    ...[...command.options, ...command.registeredArguments].map(({ description }) => description),
  ])
  const listed = program.commands.map((command) => command.summary() || command.description())
  const all = [...told, ...listed, ...program.options.map(({ description }) => description)]
  expect(all.length).toBeGreaterThan(40)
  expect(all.filter((text) => !spanishHelp.has(text))).toEqual([])
})
