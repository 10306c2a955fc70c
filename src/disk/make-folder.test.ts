import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolder, NoFolder } from './make-folder.ts'

const root = mkdtempSync(path.join(tmpdir(), 'atenex-make-folder-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a folder is made with its parents, and one that is there stays as it is', () => {
  const deep = path.join(root, 'a', 'b')
  makeFolder(deep, 0o700)
  makeFolder(deep, 0o755)
  expect([path.dirname(deep), deep].map((place) => statSync(place).mode & 0o777)).toEqual([0o700, 0o700])
})

test('a file in its place, or above it, is named', () => {
  const file = path.join(root, 'file')
  writeFileSync(file, '')
  for (const place of [file, path.join(file, 'below')]) expect(() => makeFolder(place, 0o700)).toThrow(NoFolder)
})

// a recursive mkdir of Node never comes back from there
test.runIf(process.platform === 'linux')('a place where the system makes no folders is refused', () => {
  expect(() => makeFolder('/proc/atenex/data', 0o700)).toThrow(/ENOENT/)
})
