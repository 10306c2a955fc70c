import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPagePainter } from '../../src/adapters/extract/process/page-painter.ts'
import type { PagePainter } from '../../src/ports/page-painter.ts'
import { makePdf, pageHeight, pageWidth, type PdfOptions, type PdfPageSpec } from '../fixtures/extract/make-pdf.ts'
import { anyCompany } from '../harness/documents.ts'
import { removeFolder } from '../harness/remove-folder.ts'

let folder = ''
let painter: PagePainter
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-pages-'))
  painter = createPagePainter()
})
afterAll(async () => {
  await painter.close()
  await removeFolder(folder)
})

/** What another program would see of a PNG of ours. */
function decode(png: Uint8Array) {
  const bytes = Buffer.from(png)
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const length = bytes.readUInt32BE(33)
  expect(bytes.toString('latin1', 37, 41)).toBe('IDAT')
  const rows = inflateSync(bytes.subarray(41, 41 + length))
  const rowBytes = width * 3
  expect(rows.length).toBe((rowBytes + 1) * height)
  const pixels = Buffer.alloc(rowBytes * height)
  for (let row = 0; row < height; row += 1) {
    expect(rows[row * (rowBytes + 1)]).toBe(2)
    for (let at = 0; at < rowBytes; at += 1) {
      const above = row === 0 ? 0 : pixels.readUInt8((row - 1) * rowBytes + at)
      pixels[row * rowBytes + at] = rows.readUInt8(row * (rowBytes + 1) + 1 + at) + above
    }
  }
  const at = (x: number, y: number) => [...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]
  return { width, height, at }
}

async function paint(pages: readonly PdfPageSpec[], page = 1, width = 401, options: PdfOptions = {}) {
  const file = path.join(folder, 'a.pdf')
  await writeFile(file, makePdf(pages, options))
  const signal = AbortSignal.timeout(60_000)
  return painter.paint({ companyId: anyCompany(), path: file, fileType: 'application/pdf', page, width, signal })
}

const red = '1 0 0 rg 0 0 210 595 re f'

test('a page is drawn in its colours, as wide as it is asked for', async () => {
  const { width, height, at } = decode(await paint([{ texts: [] }, { texts: [], content: red }], 2))
  expect([width, height]).toEqual([401, Math.floor((pageHeight * 401) / pageWidth)])
  expect(at(10, 300)).toEqual([255, 0, 0])
  expect(at(390, 300)).toEqual([255, 255, 255])
})

test('a page that is very long is drawn narrower', async () => {
  const strip = { texts: [], entries: '/MediaBox [0 0 100 14000]' }
  const image = Buffer.from(await paint([strip], 1, 2_000))
  expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([188, 26_457])
})

test('what cannot be drawn is refused by its code, and the next page is drawn', async () => {
  await expect(paint([{ texts: [] }], 2)).rejects.toMatchObject({ code: 'not_found' })
  await expect(paint([{ texts: [] }], 1, 400, { encrypted: true })).rejects.toMatchObject({
    code: 'password_protected',
  })
  const file = path.join(folder, 'b.pdf')
  await writeFile(file, '%PDF-1.4 and nothing else')
  const request = { companyId: anyCompany(), path: file, page: 1, width: 400, signal: AbortSignal.timeout(60_000) }
  await expect(painter.paint({ ...request, fileType: 'application/pdf' })).rejects.toMatchObject({
    code: 'corrupt_file',
  })
  await expect(painter.paint({ ...request, fileType: 'text/plain' })).rejects.toMatchObject({
    code: 'unsupported_type',
  })
  expect(decode(await paint([{ texts: [] }])).at(5, 5)).toEqual([255, 255, 255])
})
