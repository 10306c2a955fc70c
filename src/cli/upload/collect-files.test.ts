import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { formats } from '../../adapters/extract/formats/formats.ts'
import { collectFiles } from './collect-files.ts'

let root: string
let folder: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'atenex-collect-'))
  folder = path.join(root, 'folder')
  await mkdir(folder)
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** What is found below the folder: `file contrato.pdf`, `skipped clip.mp4`. */
async function found(): Promise<readonly string[]> {
  const told: string[] = []
  for await (const item of collectFiles([folder])) {
    told.push(`${item.kind} ${path.relative(folder, item.path)}`)
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
