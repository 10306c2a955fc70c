import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSides, type OpenSidesDeps } from '../../src/app/collections/open-sides.ts'
import { loadConfig } from '../../src/config/load.ts'
import type { MoveState } from '../../src/domain/move.ts'
import { silentLog } from '../harness/log.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const fingerprint = { model: 'm', revision: '1', dimension: 4, prefixRule: 'none', normalised: true, chunking: '1' }
const side = (name: string) => ({ id: name, store: 'embedded', name, address: 'embedded', fingerprint }) as const
let folder: string
let deps: OpenSidesDeps

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-sides-'))
  const loaded = loadConfig({ ATENEX_DATA_DIR: folder })
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
  // a move that copies opens no embedder and asks PostgreSQL nothing
  deps = { config: loaded.config, storeDeps: { log: silentLog } } as OpenSidesDeps
})
afterEach(() => removeFolder(folder))

const open = async (state: MoveState) => {
  const move = { from: side('old'), to: side('new'), rebuild: false, state }
  const sides = await openSides(deps, move, AbortSignal.timeout(60_000))
  await sides.close()
}

test('a new collection is made while everything is copied, and one that is gone later does not come back empty', async () => {
  await expect(open('verified')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/"new" at embedded was copied and is not there any more.*migrate abandon/),
  })
  await expect(open('cut_over')).rejects.toThrow('migrate rollback --force')
  await open('copying')
  await open('verified')
  await open('cut_over')
})
