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
const { readVersion } = await import('./config/version.ts')
const { buildProgram, runProgram } = await import('./cli/program.ts')
const { serverCommands } = await import('./cli/server-commands.ts')

const registrars = serverCommands({ env: process.env, main: fileURLToPath(import.meta.url) })
const program = buildProgram({ version: await readVersion(), registrars })
process.exitCode = await runProgram(program, process.argv.slice(2))
