import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

import { missingPlatforms, withoutIntegrity } from './complete-lock.ts'
import type { LockEntry } from './complete-lock.ts'

async function lockedPackages(): Promise<Record<string, LockEntry>> {
  const text = await readFile(new URL('../package-lock.json', import.meta.url), 'utf8')
  // npm's own file
  return (JSON.parse(text) as { packages: Record<string, LockEntry> }).packages
}

/** The registry these were looked up in has no such version: whoever can reach another one adds their hash. */
const nowhereToBeHad = [
  'node_modules/@lancedb/lancedb-darwin-arm64',
  'node_modules/@lancedb/lancedb-linux-arm64-gnu',
  'node_modules/@lancedb/lancedb-linux-arm64-musl',
  'node_modules/@lancedb/lancedb-win32-arm64-msvc',
  'node_modules/@lancedb/lancedb-win32-x64-msvc',
]

test('the lock file names the packages of every platform, or npm ci would refuse it: run scripts/complete-lock.ts', async () => {
  expect(missingPlatforms(await lockedPackages())).toEqual({})
})

test('the lock file has the hash of every package of every platform but five, and no address of a registry', async () => {
  const packages = await lockedPackages()
  expect(withoutIntegrity(packages)).toEqual(nowhereToBeHad)
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([])
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
