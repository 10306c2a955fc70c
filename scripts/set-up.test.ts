import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'

const setUp = fileURLToPath(new URL('set-up.mjs', import.meta.url))
const locked = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/checker': { version: '2.0.0', dev: true },
    'node_modules/other-platform': { version: '3.0.0', optional: true },
  },
}

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'atenex-set-up-'))
  await mkdir(join(home, 'bin'))
  await mkdir(join(home, 'tools'))
  await writeFile(join(home, 'bin/atenex.mjs'), '')
  await writeFile(join(home, 'package-lock.json'), JSON.stringify(locked))
  // Stands for npm: notes how it was called and installs what the lock file says.
  const npm = `#!/bin/sh\necho "$*" >> npm-calls\n[ -f fail ] && exit 1\nmkdir -p node_modules\ncp package-lock.json node_modules/.package-lock.json\n`
  await writeFile(join(home, 'tools/npm'), npm)
  await chmod(join(home, 'tools/npm'), 0o755)
})
afterEach(() => rm(home, { recursive: true, force: true }))

async function run(development: boolean): Promise<{ readonly npmCalls: number; readonly said: string }> {
  const script = `import { ensureInstalled } from ${JSON.stringify(pathToFileURL(setUp).href)}
    try { ensureInstalled({ development: ${development}, home: process.cwd() }) } catch (error) { console.error(error.message) }`
  const { npm_execpath: _, ...env } = process.env
  const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: home,
    env: { ...env, PATH: `${join(home, 'tools')}:${process.env['PATH']}` },
  })
  const calls = await readFile(join(home, 'npm-calls'), 'utf8').catch(() => '')
  return { npmCalls: calls.split('\n').length - 1, said: stderr }
}

async function installed(packages: Record<string, { version: string }>): Promise<void> {
  await mkdir(join(home, 'node_modules'), { recursive: true })
  await writeFile(join(home, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
}

test('a fresh clone is installed once, with a sentence, and gets the atenex command', async () => {
  const first = await run(true)
  expect(first).toMatchObject({ npmCalls: 1 })
  expect(first.said).toContain('because they are not there yet')
  expect(await readlink(join(home, 'node_modules/.bin/atenex'))).toBe('../../bin/atenex.mjs')
  expect(await run(true)).toEqual({ npmCalls: 1, said: '' })
})

test('what somebody installed by hand is accepted as it is, also without packages of other platforms', async () => {
  await installed({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/checker': { version: '2.0.0' } })
  expect((await run(true)).npmCalls).toBe(0)
})

test('a production install is enough to start, not to test', async () => {
  await installed({ 'node_modules/a': { version: '1.0.0' } })
  expect((await run(false)).npmCalls).toBe(0)
  const testing = await run(true)
  expect(testing.npmCalls).toBe(1)
  expect(testing.said).toContain('because checker is missing')
})

test('another version in the lock file leads to an install', async () => {
  await installed({ 'node_modules/a': { version: '0.9.0' }, 'node_modules/checker': { version: '2.0.0' } })
  expect((await run(true)).said).toContain('because a has another version')
})

test('without a registry it says what is needed, and tries again next time', async () => {
  await writeFile(join(home, 'fail'), '')
  expect((await run(true)).said).toContain('needs npm and a connection to its registry')
  await rm(join(home, 'fail'))
  expect((await run(true)).npmCalls).toBe(2)
})

test('an embedded part that npm left out, because it ran on an older Node, is installed', async () => {
  const entry = { version: '5.0.0', optional: true, os: [process.platform], cpu: [process.arch] }
  const lock = {
    packages: { ...locked.packages, '': { optionalDependencies: { store: '5.0.0' } }, 'node_modules/store': entry },
  }
  await writeFile(join(home, 'package-lock.json'), JSON.stringify(lock))
  await installed({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/checker': { version: '2.0.0' } })
  const outcome = await run(true)
  expect(outcome.npmCalls).toBe(1)
  expect(outcome.said).toContain('store is missing')
})
