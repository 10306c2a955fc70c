import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { detectFileType } from '../../src/adapters/extract/detect/detect-file-type.ts'
import { textProportion } from '../../src/adapters/extract/engine/text-budget.ts'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import { AppError } from '../../src/domain/errors.ts'
import { amplifyingDoc } from '../fixtures/extract/amplifying-doc.ts'
import { amplifyingDocx } from '../fixtures/extract/amplifying-docx.ts'
import { amplifyingOthers } from '../fixtures/extract/amplifying-others.ts'
import { amplifyingPdf } from '../fixtures/extract/amplifying-pdf.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import type { HostileFile } from '../fixtures/extract/hostile.ts'
import { anyCompany } from '../harness/documents.ts'

const companyId = anyCompany()
const folder = mkdtempSync(path.join(tmpdir(), 'atenex-amplified-'))
// Time is not what ends them: with ten times of it they still end as what they are.
const extractor = createExtractor({ processes: 1, timeoutMs: 600_000 })
afterAll(async () => {
  await extractor.close()
  rmSync(folder, { recursive: true, force: true })
})

const asList = (files: readonly HostileFile[]) => files.map((file) => [file.what, file] as const)

describe('a small file that asks for very much', () => {
  it.each([...asList([...amplifyingDocx, ...amplifyingPdf, ...amplifyingDoc, ...amplifyingOthers])])(
    'is refused for what it is, or becomes a document in proportion to its size: %s',
    async (_, { fileName, make }) => {
      const file = path.join(folder, 'original')
      const bytes = make()
      writeFileSync(file, bytes)
      const fileType = await detectFileType(file, fileName)
      const reading = extractor.extract({ companyId, path: file, fileType, signal: new AbortController().signal })
      const end = await reading.catch((error: unknown) => error)
      if (end instanceof AppError) {
        expect(['archive_bomb', 'too_complex', 'too_much_text']).toContain(end.code)
        return
      }
      const extracted = await reading
      expectSound(extracted)
      const most = textProportion.floor + bytes.length * textProportion.perPackedByte
      expect(extracted.text.length).toBeLessThanOrEqual(most)
      expect(extracted.pages.length).toBeLessThanOrEqual(10_000)
      expect(extracted.title?.length ?? 0).toBeLessThanOrEqual(1_000)
    },
  )
})
