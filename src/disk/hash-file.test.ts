import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { hashFile } from './hash-file.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'atenex-hash-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([0, 1, 5_000, 1024 * 1024, 2 * 1024 * 1024 + 7])('hashes a file of %i bytes', async (bytes) => {
  const held = Buffer.from(Uint8Array.from({ length: bytes }, (_, at) => (at * 7 + (at >> 12)) & 255))
  const file = path.join(folder, 'file')
  writeFileSync(file, held)
  expect(await hashFile(file)).toBe(createHash('sha256').update(held).digest('hex'))
})

it('rejects for a file that is not there', async () => {
  await expect(hashFile(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' })
})
