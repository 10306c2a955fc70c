import { expect, test } from 'vitest'
import { recordingTerminal } from '../../test/harness/fake-server.ts'
import { run } from '../../test/harness/run-in-test.ts'
import { buildProgram } from './program.ts'
import { spanishHelp } from './texts/spanish-help.ts'

const first = '00000000-0000-4000-8000-000000000001'
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

test.each([
  [['upload'], "error: falta el argumento 'path'"],
  [['ask', '--chat'], "error: falta el valor de la opción '--chat <id>'"],
  [['ask', '--top-k', '99', 'x'], "la opción '--top-k <number>' no admite '99'. No es un número entero de 1 a 20."],
  [['status', 'x'], "el argumento 'id' no admite 'x'. No es un UUID (32 cifras hexadecimales: 8-4-4-4-12)."],
  [['delete', 'x', '--wait', 'x'], 'No es un número de segundos.'],
  [['chats', '--limt', '3'], "no existe la opción '--limt'\n(¿querías decir --limit?)"],
  [['status', first, 'y'], 'sobran argumentos: hay 2 en lugar de 1'],
  [['chats', '--url', 'x'], 'No es una dirección como http://127.0.0.1:8080.'],
  [['chats', '--url', 'http://a:b@c'], 'No debe llevar usuario ni contraseña'],
  [['chats', '--url', 'http://c/?d'], 'Tiene que acabar en la ruta'],
])('%j is refused in Spanish, with the way to the help', async (argv, spanish) => {
  const seen = recordingTerminal()
  expect(await run(seen, ['--language', 'es', ...argv], undefined, {})).toBe(2)
  expect(seen.notes).toContain(spanish)
  expect(seen.notes).toContain('(--help muestra cómo se usa)')
  expect(seen.notes).not.toMatch(/\b(is|not|error: [a-z]+ing|mean)\b/)
})
