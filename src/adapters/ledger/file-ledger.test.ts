import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFileLedger } from './file-ledger.ts'

const end = { store: 'milvus', address: 'here:19530', collection: 'products', identity: '7@8' }
const beginning = { at: '2026-01-01T00:00:00Z', by: 'ana', from: end, to: end, created: true, notes: [] }
const copied = (rows: number) => ({ next: `k${rows}`, complete: false, rows, bytes: rows * 10, ms: 5 })

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-ledger-'))
  file = path.join(folder, 'copy.ledger')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('what was written is there when the ledger is opened again, signed with the same key', async () => {
  const first = await openFileLedger(file)
  await first.begin(beginning)
  await first.copied(copied(3))
  await first.copied(copied(7))
  const { privateKey } = first
  await first.close()
  const second = await openFileLedger(file)
  expect(second.beginning).toEqual(beginning)
  expect(second.copy).toEqual(copied(7))
  expect(second.comparison).toBeNull()
  expect(second.privateKey).toBe(privateKey)
  await second.close()
})

test('a line that a crash cut off does not count, and does not damage the next one', async () => {
  const first = await openFileLedger(file)
  await first.begin(beginning)
  await first.copied(copied(3))
  await first.close()
  await appendFile(file, '{"what":"copied","progress":{"next":"k')
  const second = await openFileLedger(file)
  expect(second.copy).toEqual(copied(3))
  await second.copied(copied(9))
  await second.close()
  const third = await openFileLedger(file)
  expect(third.copy).toEqual(copied(9))
  await third.close()
})

test('belongs to this account alone, for it holds a key', async () => {
  const ledger = await openFileLedger(file)
  await ledger.close()
  expect((await stat(file)).mode & 0o077).toBe(0)
})

test('a second process is told who works at it, and a process that is gone keeps nobody out', async () => {
  const ledger = await openFileLedger(file)
  const held = await readFile(`${file}.lock`, 'utf8')
  expect(JSON.parse(held)).toMatchObject({ pid: process.pid })
  await ledger.close()
  // the parent of this process lives as long as it
  await writeFile(`${file}.lock`, JSON.stringify({ pid: process.ppid, host: hostname() }))
  await expect(openFileLedger(file)).rejects.toMatchObject({ code: 'conflict' })
  await writeFile(`${file}.lock`, JSON.stringify({ pid: 2 ** 30, host: hostname() }))
  await (await openFileLedger(file)).close()
  await writeFile(`${file}.lock`, JSON.stringify({ pid: 1, host: 'another-machine' }))
  await expect(openFileLedger(file)).rejects.toThrow(/another-machine/)
})

test('a file that is something else is left as it is', async () => {
  for (const text of ['name,price\na,1\n', '{"what":"else"}\n', '[]\n']) {
    await writeFile(file, text)
    await expect(openFileLedger(file)).rejects.toMatchObject({ code: 'configuration' })
    expect(await readFile(file, 'utf8')).toBe(text)
  }
})
