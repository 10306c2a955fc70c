import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openOwnFolder } from './own-folder.ts'

const modeOf = async (place: string) => (await stat(place)).mode & 0o777

describe.skipIf(process.platform === 'win32')('a folder of our own', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'atenex-own-folder-'))
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  test('is made, with those above it, for this account alone', async () => {
    await openOwnFolder(path.join(root, 'a', 'b'))
    expect(await modeOf(path.join(root, 'a'))).toBe(0o700)
    expect(await modeOf(path.join(root, 'a', 'b'))).toBe(0o700)
  })

  test('that others could enter is closed with all that is in it, but nothing outside that a link leads to', async () => {
    const [folder, outside] = [path.join(root, 'folder'), path.join(root, 'outside')]
    await mkdir(path.join(folder, 'inner'), { recursive: true })
    await writeFile(path.join(folder, 'inner', 'file'), 'x')
    await writeFile(outside, 'x')
    await symlink(outside, path.join(folder, 'link'))
    await chmod(outside, 0o644)
    await chmod(path.join(folder, 'inner', 'file'), 0o644)
    await chmod(path.join(folder, 'inner'), 0o755)
    await chmod(folder, 0o755)
    await openOwnFolder(folder)
    expect(await modeOf(folder)).toBe(0o700)
    expect(await modeOf(path.join(folder, 'inner'))).toBe(0o700)
    expect(await modeOf(path.join(folder, 'inner', 'file'))).toBe(0o600)
    expect(await modeOf(outside)).toBe(0o644)
  })
})
