import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { registerDb } from '../../src/cli/db/command-db.ts'
import { buildProgram } from '../../src/cli/program.ts'
import { readRunbook } from '../harness/runbook.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = new URL('../../docs/runbooks/', import.meta.url)
const names = (await readdir(folder)).filter((name) => name.endsWith('.md'))
const program = buildProgram({ version: '0', registrars: [(commands) => registerDb(commands, {})] })

/** The command that these words name; what is left are its arguments. */
function commandOf(words: readonly string[], from: Command = program): Command {
  const next = from.commands.find((command) => command.name() === words[0])
  return next === undefined ? from : commandOf(words.slice(1), next)
}

test.each(names)('every `atenex` in %s is a command there is, with options it has', async (name) => {
  const steps = await readRunbook(name)
  const lines = steps.flatMap(({ commands, onCluster }) => [...commands, ...onCluster])
  const uses = lines.flatMap((line) => /(?:^| -- )atenex (.+)$/.exec(line)?.[1] ?? [])
  for (const use of uses) {
    const words = use.split(' ')
    const command = commandOf(words)
    expect(command, use).not.toBe(program)
    const known = [...command.options, ...program.options].flatMap(({ long }) => (long === undefined ? [] : [long]))
    for (const word of words) if (word.startsWith('--')) expect(known, use).toContain(word)
  }
})

test.each(names)('every file and folder of ours that %s names is there', async (name) => {
  const text = await readFile(new URL(name, folder), 'utf8')
  const paths = [...text.matchAll(/\bdeploy\/(?!image\b)[\w./-]+\w/g)].map(([path]) => path)
  const ours = paths.filter((path) => !/^deploy\/(ingest|query|redis)-[\w-]+$/.test(path))
  for (const path of ours) expect(existsSync(`${root}${path}`), path).toBe(true)
  const links = [...text.matchAll(/\]\(([^)#:]+)[^)]*\)/g)].map(([, link]) => link ?? '')
  for (const link of links) expect(existsSync(fileURLToPath(new URL(link, folder))), link).toBe(true)
})
