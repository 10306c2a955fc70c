#!/usr/bin/env node
// The only file that does something when it is imported.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 12)) {
  process.stderr.write(`Atenex needs Node 24.12 or newer, this is ${process.version}. "npm start" brings its own.\n`)
  process.exit(1)
}
if (existsSync('.env')) process.loadEnvFile('.env')

// Imported late, so that the sentence above is what an old Node says.
const { resolveImportsByFolder } = await import('./resolve-imports.ts')
resolveImportsByFolder()
const { readVersion } = await import('./config/version.ts')
const { openProgram, runProgram } = await import('./cli/open-program.ts')
const { serverCommands } = await import('./cli/server-commands.ts')

const registrars = serverCommands({ env: process.env, main: fileURLToPath(import.meta.url) })
const options = { version: await readVersion(), registrars }
// What serves needs no commands of clients, and each of its processes would load them.
const isServer = process.argv[2] === 'start' || process.argv[2] === 'run-roles'
const program = isServer ? openProgram(options).program : (await import('./cli/program.ts')).buildProgram(options)
process.exitCode = await runProgram(program, process.argv.slice(2))
