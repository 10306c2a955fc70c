import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { formats } from '../../adapters/extract/formats/formats.ts'
import { texts } from '../texts/texts.ts'
import { collectFiles } from './collect-files.ts'

let root: string
let folder: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'atenex-collect-'))
  folder = path.join(root, 'folder')
  await mkdir(folder)
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** What is found below the folder: `file contrato.pdf`, `skipped enlace.txt`. */
async function found(options = { followLinks: false }, named = folder): Promise<readonly string[]> {
  const told: string[] = []
  for await (const item of collectFiles([named], { ...options, texts: texts.en.files })) {
    told.push(`${item.kind} ${path.relative(named, item.path)}`)
  }
  return told
}

async function reasons(): Promise<readonly string[]> {
  const told: string[] = []
  for await (const item of collectFiles([folder], { followLinks: false, texts: texts.en.files })) {
    if (item.kind !== 'file') told.push(item.reason)
  }
  return told
}

test('files in a folder are sent whichever of the formats that are read they are of, scans too', async () => {
  const endings = formats.flatMap(({ extensions }) => extensions)
  expect(endings).toContain('png')
  for (const ending of endings) await writeFile(path.join(folder, `a.${ending}`), 'a')
  expect(await found()).toEqual(endings.map((ending) => `file a.${ending}`).toSorted())
})

test('files of a folder that are surely no documents are left out', async () => {
  for (const name of ['a.mp4', 'b.zip', 'c.GIF']) await writeFile(path.join(folder, name), 'a')
  expect(await found()).toEqual(['skipped a.mp4', 'skipped b.zip', 'skipped c.GIF'])
})

test('a link in a folder that leads out of it is not followed unless that is asked for', async () => {
  await writeFile(path.join(root, 'outside.txt'), 'a')
  await mkdir(path.join(root, 'shared'))
  await writeFile(path.join(root, 'shared', 'b.txt'), 'b')
  await symlink('../outside.txt', path.join(folder, 'file.txt'))
  await symlink(path.join(root, 'shared'), path.join(folder, 'shared'))
  expect(await found()).toEqual(['skipped file.txt', 'skipped shared'])
  expect(await reasons()).toEqual([
    'This link leads out of the folder; with --follow-links it is followed.',
    'This is a link to a folder; with --follow-links it is followed.',
  ])
  expect(await found({ followLinks: true })).toEqual(['file file.txt', 'file shared/b.txt'])
})

test('a folder whose name begins like that of the folder is outside', async () => {
  await mkdir(path.join(root, 'folder-2'))
  await writeFile(path.join(root, 'folder-2', 'a.txt'), 'a')
  await symlink('../folder-2/a.txt', path.join(folder, 'a.txt'))
  expect(await found()).toEqual(['skipped a.txt'])
})

test('a link to a file of the same folder is that file, sent once', async () => {
  await mkdir(path.join(folder, 'sub'))
  await writeFile(path.join(folder, 'sub', 'a.txt'), 'a')
  await symlink('sub/a.txt', path.join(folder, 'again.txt'))
  expect(await found()).toEqual(['file again.txt'])
})

test('a link that was named is followed, also to a folder, whose own files are inside', async () => {
  await writeFile(path.join(folder, 'a.txt'), 'a')
  await symlink('a.txt', path.join(folder, 'b.txt'))
  await symlink(folder, path.join(root, 'named'))
  expect(await found({ followLinks: false }, path.join(root, 'named'))).toEqual(['file a.txt'])
  expect(await found({ followLinks: false }, path.join(folder, 'b.txt'))).toEqual(['file '])
})

test('links that go in circles or lead nowhere end, whether links are followed or not', async () => {
  await writeFile(path.join(folder, 'a.txt'), 'a')
  await mkdir(path.join(folder, 'sub'))
  await symlink('..', path.join(folder, 'sub', 'up'))
  await symlink('two', path.join(folder, 'one'))
  await symlink('one', path.join(folder, 'two'))
  await symlink('nothing.txt', path.join(folder, 'z.txt'))
  const broken = ['file a.txt', 'missing one', 'skipped sub/up', 'missing two', 'missing z.txt']
  expect(await found()).toEqual(broken)
  expect(await found({ followLinks: true })).toEqual(broken)
  expect(await reasons()).toEqual([
    'This link leads back to itself.',
    'This is a link to a folder; with --follow-links it is followed.',
    'This link leads back to itself.',
    'This link leads to nothing.',
  ])
})

test('a folder that several links lead to is read once', async () => {
  await mkdir(path.join(root, 'shared'))
  await writeFile(path.join(root, 'shared', 'b.txt'), 'b')
  for (const name of ['one', 'two']) await symlink('../shared', path.join(folder, name))
  expect(await found({ followLinks: true })).toEqual(['file one/b.txt', 'skipped two'])
})
