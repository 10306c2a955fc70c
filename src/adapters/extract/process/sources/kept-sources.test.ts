import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hash } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeFolder } from '../../../../../test/harness/remove-folder.ts'
import { keepSources, optionsForKept } from './kept-sources.ts'

const engine = path.join(import.meta.dirname, '../../text/plain-text-engine.ts')
const sandbox = ['--permission', '--allow-fs-read=*', '--disable-warning=SecurityWarning', '--input-type=module']

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-kept-'))
  await keepSources(folder)
})
afterAll(() => removeFolder(folder))

/** Where a process that may only read has `file` from, and what the file exports there. */
async function load(file: string): Promise<string> {
  const code = `
    const { registerHooks } = await import('node:module')
    const from = []
    registerHooks({ load: (url, context, next) => {
      const loaded = next(url, context)
      if (url.endsWith('.ts')) from.push(loaded.format)
      return loaded
    } })
    const all = Object.keys(await import(${JSON.stringify(file)}))
    console.log([...new Set(from)].join() + ': ' + all.join())`
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...sandbox,
    ...optionsForKept(folder),
    '--eval',
    code,
  ])
  return stdout.trim()
}

const nameOf = async (file: string) => `${hash('sha256', await readFile(file))}.js`

test('a process that may write nothing loads JavaScript that was made before, with every line in its place', async () => {
  expect(await load(engine)).toBe('module: extractPlainText')
  const made = await readFile(path.join(folder, await nameOf(engine)), 'utf8')
  expect(made).not.toContain('import type')
  expect(made.split('\n')).toHaveLength((await readFile(engine, 'utf8')).split('\n').length)
})

test('a source that has changed is not loaded as it was', async () => {
  const file = path.join(folder, 'changed.ts')
  await writeFile(file, 'export const now: number = 1')
  await writeFile(path.join(folder, await nameOf(file)), 'export const kept = 1')
  expect(await load(file)).toBe('module: kept')
  await writeFile(file, 'export const now: number = 2')
  expect(await load(file)).toBe('module-typescript: now')
})

test('what is kept is made again when a source is another, and what nobody needs goes', async () => {
  const unneeded = path.join(folder, `${'0'.repeat(64)}.js`)
  await writeFile(unneeded, '')
  const needed = await nameOf(engine)
  await rm(path.join(folder, needed))
  await keepSources(folder)
  expect(await readdir(folder)).not.toContain(needed)
  await writeFile(path.join(folder, 'list'), 'of other sources')
  await keepSources(folder)
  const names = await readdir(folder)
  expect(names).toContain(needed)
  expect(names).not.toContain(path.basename(unneeded))
})

test('a folder that cannot be written costs nobody a failure, and without a folder there are no options', async () => {
  const file = path.join(folder, 'a-file')
  await writeFile(file, '')
  await keepSources(path.join(file, 'below'))
  await keepSources(null)
  expect(optionsForKept(null)).toEqual([])
})
