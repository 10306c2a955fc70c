import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { forgetEmptyLockFiles } from './postmaster.ts'

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
