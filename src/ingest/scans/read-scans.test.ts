import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { warning } from '../../domain/warnings/warning.ts'
import { AppError } from '../../domain/errors.ts'
import type { ExtractedText } from '../../domain/extracted.ts'
import type { Extractor } from '../../ports/extractor.ts'
import { aDocument } from '../../../test/harness/memory-documents.ts'
import { emptyPages, type ScannedText } from './merge-scans.ts'
import { readScans, type OwnText } from './read-scans.ts'

const refusal = new AppError('no_text_layer', 'Images only.')
const page = (text: string, confidence: number): ExtractedText => ({
  ...emptyPages(0),
  text,
  blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
  ocr: [{ page: 1, confidence }],
})

/** An extractor that knows its pages, and a store that remembers them. */
function bench(pages: Readonly<Record<number, ExtractedText | AppError>>) {
  const asked: number[] = []
  const progress: string[] = []
  const kept = new Map<number, ScannedText>()
  const extractor: Pick<Extractor, 'extract'> = {
    extract: async ({ page: number = 0 }) => {
      asked.push(number)
      const found = pages[number] ?? new AppError('no_text', 'Blank.')
      if (found instanceof AppError) throw found
      return found
    },
  }
  const documents = {
    loadScans: async () => kept,
    saveScan: async (_run: unknown, number: number, scan: ScannedText) => void kept.set(number, scan),
  }
  const document = aDocument()
  const job = {
    run: { companyId: document.companyId, documentId: document.id, runId: randomUUID() },
    document,
    copy: '/copy',
    onProgress: (done: number, total: number) => void progress.push(`${done}/${total}`),
    signal: new AbortController().signal,
  }
  const read = (own: OwnText) => readScans({ documents, extractor }, job, own)
  return { read, asked, progress, kept }
}

describe('the scanned pages of a document', () => {
  it('are read page by page, each stored, with progress and what was not sure', async () => {
    const { read, asked, progress, kept } = bench({ 1: page('Uno.', 95), 3: page('Tres.', 61) })
    const read3 = await read({ refusal, pages: 3 })
    expect(read3.text).toBe('Uno.\n\nTres.')
    expect(read3.ocr).toEqual([
      { page: 1, confidence: 95 },
      { page: 3, confidence: 61 },
    ])
    expect(read3.warnings).toEqual([
      warning('pages_by_ocr', { pages: 2, page: 1, confidence: 78 }),
      warning('page_doubtful', { page: 3, confidence: 61 }),
      warning('page_not_recognised', { page: 2 }),
    ])
    expect(asked).toEqual([1, 2, 3])
    expect(progress).toEqual(['0/3', '1/3', '2/3', '3/3'])
    expect([...kept.keys()]).toEqual([1, 2, 3])
  })

  it('of a file whose fonts say nothing have a warning of that beside the one of their OCR', async () => {
    const fonts = new AppError('no_text', 'Its fonts do not say.', { details: { pages: 1, fonts_unread: true } })
    const { warnings } = await bench({ 1: page('Uno.', 95) }).read({ refusal: fonts, pages: 1 })
    expect(warnings).toEqual([
      warning('fonts_unread', {}),
      warning('pages_by_ocr', { pages: 1, page: 1, confidence: 95 }),
    ])
  })

  it('that an earlier attempt has read are not read again', async () => {
    const { read, asked, kept } = bench({ 2: page('Dos.', 90) })
    kept.set(1, page('Uno.', 90))
    expect((await read({ refusal, pages: 2 })).text).toBe('Uno.\n\nDos.')
    expect(asked).toEqual([2])
  })

  it('stay unread where OCR cannot be had: the refusal or the text of before stands', async () => {
    const missing = new AppError('no_text_layer', 'No recogniser here.')
    await expect(bench({ 1: missing }).read({ refusal, pages: 2 })).rejects.toBe(refusal)
    const text = { ...emptyPages(2), text: 'x', scanned: [2], warnings: [warning('page_without_text', { page: 2 })] }
    expect(await bench({ 2: missing }).read({ text })).toBe(text)
  })

  it('cost the document one page when one is too much for the reader, and nothing when the run is interrupted', async () => {
    const { read } = bench({ 1: new AppError('extraction_timeout', 'Too slow.'), 2: page('Dos.', 90) })
    expect((await read({ refusal, pages: 2 })).text).toBe('Dos.')
    const cancelled = new AppError('cancelled', 'Stopped.', { retryable: true })
    await expect(bench({ 1: cancelled }).read({ refusal, pages: 2 })).rejects.toBe(cancelled)
  })

  it('without a letter on any of them are a document without text', async () => {
    await expect(bench({}).read({ refusal, pages: 2 })).rejects.toMatchObject({ code: 'no_text' })
  })

  it('of a document with text replace its warning about them', async () => {
    const text = {
      ...page('Propio.', 0),
      ocr: [],
      pages: [
        { number: 1, start: 0, end: 7 },
        { number: 2, start: 7, end: 7 },
      ],
      scanned: [2],
      warnings: [warning('page_without_text', { page: 2 }), warning('part_unread', {})],
    }
    const merged = await bench({ 2: page('Dos.', 88) }).read({ text })
    expect(merged.text).toBe('Propio.\n\nDos.')
    expect(merged.warnings).toEqual([
      warning('pages_by_ocr', { pages: 1, page: 2, confidence: 88 }),
      warning('part_unread', {}),
    ])
    expect(merged).not.toHaveProperty('scanned')
  })
})
