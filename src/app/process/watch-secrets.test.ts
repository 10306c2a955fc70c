import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { Secret } from '../../config/secret.ts'
import { silentLog } from '../../../test/harness/log.ts'
import { watchSecrets } from './watch-secrets.ts'

test('a secret whose file a rotation left empty is told once, and when it can be used again', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-secrets-'))
  const file = path.join(folder, 'key')
  await writeFile(file, 'first')
  const settings = { key: Secret.fromFile(file) }
  const said: string[] = []
  const say = (_fields: object, text: string) => void said.push(text)
  const ended = new AbortController()
  const contents = ['', '', 'second']
  let looks = 0
  const clock = {
    now: () => new Date(0),
    monotonicMs: () => looks * 1_000,
    sleep: async () => {
      looks += 1
      const next = contents.shift()
      if (next === undefined) ended.abort()
      else await writeFile(file, next)
    },
  }
  await watchSecrets({ settings, clock, log: { ...silentLog, warn: say, info: say } }, ended.signal)
  expect(said).toEqual([
    `a secret was not taken: ${file} cannot be used: the file is empty. What it held before is used until then.`,
    'a secret can be read from its file again',
  ])
  await rm(folder, { recursive: true })
})
