import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadConfig } from '../../config/load.ts'
import type { Config } from '../../config/schema.ts'
import { silentLog as log } from '../../../test/harness/log.ts'
import { backUp, restore } from './backup.ts'
import { sumsName, writeSums } from './backup-sums.ts'
import { requireNoUnfinishedRestore, restoreMark } from './unfinished-restore.ts'

// What both do with a database is shown with a running product: test/e2e/backup.test.ts.

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'atenex-backup-'))
  // root's PostgreSQL runs as another account, which has to pass through
  await chmod(root, 0o711)
})
afterEach(() => rm(root, { recursive: true, force: true }))

function configOf(dataDir: string): Config {
  const loaded = loadConfig({ ATENEX_DATA_DIR: dataDir })
  if ('problems' in loaded) throw new Error(loaded.problems.join())
  return loaded.config
}

async function installation(): Promise<string> {
  const dataDir = path.join(root, 'data')
  await mkdir(path.join(dataDir, 'postgres'), { recursive: true })
  return dataDir
}

describe('a backup', () => {
  test.each(['here', path.join('deep', 'down')])(
    'inside of the data folder, at %s, is refused before anything is made',
    async (place) => {
      const dataDir = await installation()
      await expect(backUp(configOf(dataDir), path.join(dataDir, place), log)).rejects.toThrow(
        /inside of the data folder/,
      )
      expect(await readdir(dataDir)).toEqual(['postgres'])
    },
  )

  test('inside of the data folder by a link is refused as well', async () => {
    const dataDir = await installation()
    await symlink(dataDir, path.join(root, 'link'))
    await expect(backUp(configOf(dataDir), path.join(root, 'link', 'x'), log)).rejects.toThrow(/inside of the data/)
  })

  test('beside the data folder whose name begins the same is elsewhere', async () => {
    const dataDir = await installation()
    // nothing runs there, which is what comes next
    await expect(backUp(configOf(dataDir), `${dataDir}-backup`, log)).rejects.toThrow(/does not run/)
  })

  test('of a folder that is no installation says so and makes none', async () => {
    const dataDir = path.join(root, 'mistyped')
    await expect(backUp(configOf(dataDir), path.join(root, 'backup'), log)).rejects.toThrow(/holds no installation/)
    expect(await readdir(root)).toEqual([])
  })

  test('of an installation that does not run leaves nothing that is in the way of the next one', async () => {
    const dataDir = await installation()
    const folder = path.join(root, 'backup')
    for (const _time of [1, 2]) {
      await expect(backUp(configOf(dataDir), folder, log)).rejects.toThrow(/does not run/)
    }
    expect(await readdir(root)).toEqual(['data'])
  })
})

describe('a restore', () => {
  async function backup(): Promise<string> {
    const folder = path.join(root, 'backup')
    await mkdir(path.join(folder, 'files', 'originals'), { recursive: true })
    await mkdir(path.join(folder, 'cluster'))
    await writeFile(path.join(folder, 'files', 'originals', 'one'), '12345')
    await writeFile(path.join(folder, 'cluster', 'PG_VERSION'), '18')
    const contents = { files: { files: 1, bytes: 5 }, cluster: { files: 1, bytes: 2 } }
    const sums = await writeSums(folder, ['files', 'cluster'])
    const manifest = { version: '1', madeAt: 'a day', files: 1, contents, sums }
    await writeFile(path.join(folder, 'backup.json'), JSON.stringify(manifest))
    return folder
  }

  test('puts everything into a new data folder, and not over one that has a database', async () => {
    const folder = await backup()
    const config = configOf(path.join(root, 'new'))
    await restore(config, folder, log)
    expect(await readdir(path.join(config.dataDir, 'originals'))).toEqual(['one'])
    expect(await readdir(path.join(config.dataDir, 'postgres', 'cluster'))).toEqual(['PG_VERSION'])
    await expect(restore(config, folder, log)).rejects.toThrow(/is there already/)
  })

  test('that was interrupted keeps a start from making an empty installation, until it is run again', async () => {
    const folder = await backup()
    const config = configOf(path.join(root, 'new'))
    const start = () => requireNoUnfinishedRestore(config.dataDir, log)
    // nothing can be made below it
    await mkdir(path.join(config.dataDir), { recursive: true })
    await writeFile(path.join(config.dataDir, 'originals'), 'in the way')
    await expect(restore(config, folder, log)).rejects.toThrow()
    expect(start).toThrow(/was interrupted: run `atenex restore` again/)
    await rm(path.join(config.dataDir, 'originals'))
    await restore(config, folder, log)
    expect(start).not.toThrow()
    expect(await readdir(config.dataDir)).not.toContain(restoreMark)
  })

  test('that was killed after its last file was complete', async () => {
    const folder = await backup()
    const config = configOf(path.join(root, 'new'))
    await restore(config, folder, log)
    await writeFile(path.join(config.dataDir, restoreMark), '')
    expect(() => requireNoUnfinishedRestore(config.dataDir, log)).not.toThrow()
  })

  test('that was interrupted is simply run again', async () => {
    const folder = await backup()
    const config = configOf(path.join(root, 'new'))
    await mkdir(path.join(config.dataDir, 'originals'), { recursive: true })
    await writeFile(path.join(config.dataDir, 'originals', 'one'), '12')
    await mkdir(path.join(config.dataDir, 'postgres', 'cluster.restoring'), { recursive: true })
    await restore(config, folder, log)
    expect(await readdir(path.join(config.dataDir, 'postgres'))).not.toContain('cluster.restoring')
  })

  test.each<[string, (folder: string) => Promise<void>]>([
    ['a file of it is missing', (folder) => rm(path.join(folder, 'files', 'originals', 'one'))],
    ['a file of it is cut off', (folder) => truncate(path.join(folder, 'files', 'originals', 'one'), 3)],
    ['its files are missing', (folder) => rm(path.join(folder, 'files'), { recursive: true })],
    ['its cluster is missing', (folder) => rm(path.join(folder, 'cluster'), { recursive: true })],
    ['its cluster is not whole', (folder) => truncate(path.join(folder, 'cluster', 'PG_VERSION'), 1)],
  ])('of a backup is refused when %s, and makes no data folder', async (_what, damage) => {
    const folder = await backup()
    await damage(folder)
    await expect(restore(configOf(path.join(root, 'new')), folder, log)).rejects.toThrow(/is damaged: its part/)
    expect(await readdir(root)).toEqual(['backup'])
  })

  test.each([
    ['an original', path.join('files', 'originals', 'one'), '12346'],
    ['the cluster', path.join('cluster', 'PG_VERSION'), '19'],
    ['the list of sums', sumsName, ''],
  ])(
    'of a backup is refused, and names the file, when a bit of %s has changed in its place',
    async (_what, name, text) => {
      const folder = await backup()
      await writeFile(path.join(folder, name), text)
      const restoring = restore(configOf(path.join(root, 'new')), folder, log)
      await expect(restoring).rejects.toThrow(`is damaged: ${name} is not what was written`)
      expect(await readdir(root)).toEqual(['backup'])
    },
  )

  test('goes on with names that break lines, which somebody else has put there', async () => {
    const folder = await backup()
    const [name, config] = ['a\\n\nb\r\\ ñ', configOf(path.join(root, 'new'))]
    await writeFile(path.join(folder, 'files', name), 'x')
    const sums = await writeSums(folder, ['files', 'cluster'])
    await writeFile(path.join(folder, 'backup.json'), JSON.stringify({ version: '1', madeAt: 'a day', files: 2, sums }))
    await promisify(execFile)('sha256sum', ['--check', '--strict', sumsName], { cwd: folder })
    await restore(config, folder, log)
    expect(await readdir(config.dataDir)).toContain(name)
  })

  test('can be looked at before with the tools of any machine', async () => {
    const folder = await backup()
    await promisify(execFile)('sha256sum', ['--check', '--strict', sumsName], { cwd: folder })
    await writeFile(path.join(folder, 'cluster', 'PG_VERSION'), '19')
    await expect(promisify(execFile)('sha256sum', ['--check', sumsName], { cwd: folder })).rejects.toMatchObject({
      stdout: expect.stringContaining('cluster/PG_VERSION: FAILED'),
    })
  })

  test('of a backup of an earlier version, which did not count, goes on', async () => {
    const folder = await backup()
    await writeFile(path.join(folder, 'backup.json'), JSON.stringify({ version: '1', madeAt: 'a day', files: 1 }))
    await expect(restore(configOf(path.join(root, 'new')), folder, log)).resolves.toMatchObject({ files: 1 })
  })

  test('of what is no backup says what it lacks', async () => {
    await expect(restore(configOf(path.join(root, 'new')), path.join(root, 'none'), log)).rejects.toThrow(/no complete/)
  })
})
