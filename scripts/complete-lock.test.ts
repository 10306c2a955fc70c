import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

import { missingPlatforms } from './complete-lock.ts'
import type { LockEntry } from './complete-lock.ts'

test('the lock file names the packages of every platform, or npm ci would refuse it: run scripts/complete-lock.ts', async () => {
  const text = await readFile(new URL('../package-lock.json', import.meta.url), 'utf8')
  expect(missingPlatforms((JSON.parse(text) as { packages: Record<string, LockEntry> }).packages)).toEqual({})
})

test('a package that npm left out is described by its name', () => {
  const lock = {
    'node_modules/tool': { dev: true, optionalDependencies: { '@tool/linux-arm64-musl': '1.2.3', here: '1.0.0' } },
    'node_modules/here': {},
  }
  expect(missingPlatforms(lock)).toEqual({
    'node_modules/@tool/linux-arm64-musl': {
      version: '1.2.3',
      cpu: ['arm64'],
      libc: ['musl'],
      os: ['linux'],
      dev: true,
      optional: true,
    },
  })
})
