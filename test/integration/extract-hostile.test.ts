import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { detectFileType } from '../../src/adapters/extract/detect/detect-file-type.ts'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import { AppError } from '../../src/domain/errors.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { hostileFiles } from '../fixtures/extract/hostile.ts'
import { hostileOthers } from '../fixtures/extract/hostile-others.ts'
import { anyCompany } from '../harness/documents.ts'

const companyId = anyCompany()
const folder = mkdtempSync(path.join(tmpdir(), 'atenex-hostile-'))
const extractor = createExtractor({ processes: 1, timeoutMs: 20_000 })
afterAll(async () => {
  await extractor.close()
  rmSync(folder, { recursive: true, force: true })
})

const own = new Set([
  'unsupported_type',
  'empty_file',
  'password_protected',
  'no_text',
  'no_text_layer',
  'corrupt_file',
  'archive_bomb',
  'too_complex',
  'too_much_text',
  'extraction_memory',
  'extraction_timeout',
])

async function outcome(bytes: Buffer, fileName: string): Promise<string> {
  const file = path.join(folder, 'original')
  writeFileSync(file, bytes)
  try {
    const fileType = await detectFileType(file, fileName)
    expectSound(await extractor.extract({ companyId, path: file, fileType, signal: new AbortController().signal }))
    return 'text'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe('a file made to hurt its reader', () => {
  it.each([...hostileFiles, ...hostileOthers])(
    'ends as text or a coded refusal: $what ($fileName)',
    async ({ what, fileName, make }) => {
      const bytes = make()
      const started = performance.now()
      const end = await outcome(bytes, fileName)
      const seconds = ((performance.now() - started) / 1_000).toFixed(1)
      console.info(`${what} (${fileName}, ${bytes.length} bytes): ${end} in ${seconds} s`)
      expect([...own, 'text']).toContain(end)
    },
  )

  it('leaves the pool fit for work', async () => {
    expect(await outcome(Buffer.from('Una frase corriente.'), 'a.txt')).toBe('text')
  })
})
