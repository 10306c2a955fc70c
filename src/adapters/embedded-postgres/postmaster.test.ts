import { existsSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { forgetEmptyLockFiles, forgetForeignLockFiles } from './postmaster.ts'

const folder = mkdtempSync(join(tmpdir(), 'atenex-locks-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** `old`: made an hour ago. */
function lockFile(name: string, content: string, { old }: { readonly old: boolean }): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  const then = Date.now() / 1_000 - 3_600
  if (old) utimesSync(file, then, then)
  return file
}

test('of lock files only those go that are empty and were not just made', () => {
  const empty = lockFile('empty', '', { old: true })
  const rest = [lockFile('young', '', { old: false }), lockFile('written', '4711\n', { old: true })]
  expect(forgetEmptyLockFiles([empty, ...rest, join(folder, 'missing')])).toEqual([empty])
  expect([empty, ...rest].map((file) => existsSync(file))).toEqual([false, true, true])
})

test('of lock files only those go that name a living process which is no server of the cluster', () => {
  // this process works in another folder; no process has the largest number
  const foreign = ['postmaster.pid', 'socket.lock'].map((name) =>
    lockFile(name, `${process.pid}\n${folder}\n`, { old: true }),
  )
  const rest = [lockFile('dead', '2147483647\n', { old: true }), join(folder, 'missing')]
  expect(forgetForeignLockFiles(folder, [...foreign, ...rest])).toEqual(foreign)
  expect(foreign.map((file) => existsSync(file))).toEqual([false, false])
  const ours = lockFile('ours', `${process.pid}\n`, { old: true })
  expect(forgetForeignLockFiles(process.cwd(), [ours])).toEqual([])
  // the same folder under another name, as a link or a second mount gives it
  symlinkSync(process.cwd(), join(folder, 'link'))
  expect(forgetForeignLockFiles(join(folder, 'link'), [ours])).toEqual([])
})
