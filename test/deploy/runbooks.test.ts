import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { buildProgram } from '../../src/cli/program.ts'
import { serverCommands } from '../../src/cli/server-commands.ts'
import { readRunbook } from '../harness/runbook.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = new URL('../../docs/runbooks/', import.meta.url)
const names = (await readdir(folder)).filter((name) => name.endsWith('.md'))
const program = buildProgram({ version: '0', registrars: serverCommands({ env: {}, main: '' }) })

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

const pages = [
  'README.md',
  'README.es.md',
  'deploy/README.md',
  ...(await readdir(new URL('docs/', new URL('../../', import.meta.url)), { recursive: true }))
    .filter((name) => name.endsWith('.md') && !name.startsWith('decisions'))
    .map((name) => `docs/${name}`),
]

/** What a page tells to type, in a line of its own or within a sentence: the words behind `atenex`. */
function usesIn(text: string): readonly string[][] {
  const lines = [...text.matchAll(/^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:npx )?atenex (\S.*)$/gm)]
  const within = [...text.matchAll(/`(?:[A-Z_]+=\S+ )*(?:npx )?atenex ([^`]+)`/g)]
  return [...lines, ...within].map(([, said = '']) =>
    // what comes behind it is of the shell, or a remark; quoted words are one
    (said.split(/ (?:\||&&|#|then,) ?| {2,}|; /)[0] ?? '').replaceAll(/"[^"]*"/g, 'TEXT').split(' '),
  )
}

test.each(pages)('every `atenex` that %s tells to type takes the words behind it', async (page) => {
  for (const words of usesIn(await readFile(new URL(page, new URL('../../', import.meta.url)), 'utf8'))) {
    const use = words.join(' ')
    const command = commandOf(words)
    if (words[0]?.startsWith('--') !== true) expect(command, use).not.toBe(program)
    const options = [...command.options, ...program.options]
    let places = 0
    let rest = words.filter((word) => word !== '…' && !/^[[(]/.test(word))
    for (let at: Command | null = command; at !== null && at !== program; at = at.parent) rest = rest.slice(1)
    for (let at = 0; at < rest.length; at += 1) {
      const word = rest[at] ?? ''
      const option = options.find(({ long }) => long === word.split('=')[0])
      if (word.startsWith('--')) expect(option ?? (word === '--help' || undefined), `${use}: ${word}`).toBeDefined()
      else places += 1
      if (option?.required === true && !word.includes('=')) at += 1
    }
    const most = command.registeredArguments.some(({ variadic }) => variadic)
      ? Infinity
      : command.registeredArguments.length
    expect(places, use).toBeLessThanOrEqual(most)
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

/** As pages show headings as anchors: small letters, no punctuation, hyphens for blanks. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

test.each([...pages, 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/decisions/README.md'])(
  'every link of %s leads to something that is there',
  async (page) => {
    const here = new URL(page, new URL('../../', import.meta.url))
    const text = (await readFile(here, 'utf8')).replaceAll(/^```[\s\S]*?^```$/gm, '')
    for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue
      const target = new URL(link, here)
      expect(existsSync(fileURLToPath(target)), link).toBe(true)
      if (target.hash === '') continue
      const headings = [...(await readFile(target, 'utf8')).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)
      expect(headings.map(anchorOf), link).toContain(decodeURIComponent(target.hash.slice(1)))
    }
  },
)

test('the index of decisions names each of them once', async () => {
  const decisions = new URL('docs/decisions/', new URL('../../', import.meta.url))
  const index = await readFile(new URL('README.md', decisions), 'utf8')
  const named = [...index.matchAll(/\]\((\d{4}-[^)]+\.md)\)/g)].map(([, name = '']) => name)
  const there = (await readdir(decisions)).filter((name) => name.endsWith('.md') && name !== 'README.md')
  expect(named.toSorted()).toEqual(there.toSorted())
})
