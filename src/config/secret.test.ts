import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'

import { secretTroubles } from './secret-troubles.ts'
import { Secret } from './secret.ts'

test('a secret prints as [secret] in every way a value gets into a log', () => {
  const secret = Secret.of('hunter2')
  const printed = [
    String(secret),
    [secret].join(),
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: [secret] }),
  ]
  expect(printed.join(' ')).not.toContain('hunter2')
  expect(printed[0]).toBe('[secret]')
  expect(secret.reveal()).toBe('hunter2')
})

test('a rotated file is taken without a restart, and an emptied one keeps the last value', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atenex-secret-'))
  const file = join(folder, 'key')
  await writeFile(file, 'first\n')
  const secret = Secret.fromFile(file)
  expect(secret.reveal()).toBe('first')
  await writeFile(file, 'second-value\n')
  expect(secret.reveal()).toBe('second-value')
  await writeFile(file, '')
  expect(secret.reveal()).toBe('second-value')
  await rm(folder, { recursive: true })
  expect(secret.reveal()).toBe('second-value')
})

test('a file that cannot be used any more is told, as long as that is so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atenex-secret-'))
  const file = join(folder, 'key')
  await writeFile(file, 'first')
  const settings = { deep: [{ secret: Secret.fromFile(file) }], other: Secret.of('given'), none: null }
  expect(secretTroubles(settings)).toEqual([])
  await writeFile(file, '\n')
  expect(secretTroubles(settings)).toEqual([
    `${file} cannot be used: the file is empty. What it held before is used until then.`,
  ])
  await rm(file)
  expect(secretTroubles(settings)).toEqual([expect.stringContaining('it is not there')])
  await writeFile(file, 'third-value')
  expect(secretTroubles(settings)).toEqual([])
  expect(settings.deep[0]?.secret.reveal()).toBe('third-value')
  await rm(folder, { recursive: true })
})

test('a file that is changed into something that cannot be read or used keeps the last value', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atenex-secret-'))
  const file = join(folder, 'key')
  await writeFile(file, 'two words')
  expect(() => Secret.fromFile(file, (value) => !value.includes(' '))).toThrow('cannot be sent')
  await writeFile(file, 'first')
  const secret = Secret.fromFile(file, (value) => !value.includes(' '))
  await writeFile(file, 'two words')
  expect(secret.reveal()).toBe('first')
  await rm(file)
  await mkdir(file)
  expect(secret.reveal()).toBe('first')
  await rm(folder, { recursive: true })
})
