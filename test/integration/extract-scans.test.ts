import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { detectFileType } from '../../src/adapters/extract/detect/detect-file-type.ts'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import type { ExtractedText } from '../../src/domain/extracted.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'
import { makeScan, makeTiff, pictureOf, turned } from '../fixtures/extract/make-scan.ts'
import { anyCompany } from '../harness/documents.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'atenex-scans-'))
const extractor = createExtractor({ processes: 1 })
afterAll(async () => {
  await extractor.close()
  rmSync(folder, { recursive: true, force: true })
})

const words = [
  'El plazo de entrega será de treinta días',
  'naturales desde la firma del contrato.',
  '¿Cuánto cuesta? 12.400 euros, IVA incluido.',
]
const said = words.join(' ')

async function readPage(bytes: Buffer, fileName: string, page: number): Promise<ExtractedText> {
  const file = path.join(folder, 'original')
  writeFileSync(file, bytes)
  const fileType = await detectFileType(file, fileName)
  const signal = new AbortController().signal
  return extractor.extract({ companyId: anyCompany(), path: file, fileType, signal, page })
}

const onOneLine = ({ text }: ExtractedText): string => text.replace(/\s+/g, ' ')

describe('a scanned page', () => {
  it('is read in a child that may neither write nor start programs, accents and all', async () => {
    const picture = await pictureOf(words)
    const page = await readPage(makeScan([{ picture }]), 'a.pdf', 1)
    expectSound(page)
    expect(onOneLine(page)).toBe(said)
    expect(page.ocr?.[0]?.page).toBe(1)
    expect(page.ocr?.[0]?.confidence).toBeGreaterThan(80)
  })

  it('is turned upright first when it lies askew', async () => {
    const picture = turned(await pictureOf(words), 3)
    expect(onOneLine(await readPage(makeScan([{ picture }]), 'a.pdf', 1))).toBe(said)
  })

  it('is turned also when it was scanned on its head or sideways', async () => {
    for (const degrees of [180, 90]) {
      const picture = turned(await pictureOf([...words, ...words]), degrees)
      expect(onOneLine(await readPage(makeScan([{ picture }]), 'a.pdf', 1))).toContain('12.400 euros, IVA incluido')
    }
  }, 60_000)

  it('is one of an image file: the second page of a TIFF', async () => {
    const [first, second] = [await pictureOf(['Primera página del acta']), await pictureOf(['Segunda página del acta'])]
    expect(onOneLine(await readPage(makeTiff([first, second]), 'a.tif', 2))).toBe('Segunda página del acta')
  })

  it('without letters has no text, and a damaged picture is told as such', async () => {
    const blank = { width: 400, height: 400, pixels: Buffer.alloc(160_000, 255) }
    await expect(readPage(makeScan([{ picture: blank }]), 'a.pdf', 1)).rejects.toMatchObject({ code: 'no_text' })
    await expect(readPage(makeTiff([blank]).subarray(0, 300), 'a.tif', 1)).rejects.toMatchObject({
      code: 'corrupt_file',
    })
  })
})

describe('a document with scanned pages', () => {
  it('counts those that hold nothing else but who signed them, in their margins', async () => {
    const signed = [
      'Documento firmado por: MARTA ROIG, Jefa del Servicio, el 9 de marzo de 2026 a las 12:41 CET',
      'Puede comprobarse con el código seguro de verificación 7KJ2-99AB-PP31-XX04 en la sede.',
    ].map((text, at) => ({ text, x: 20, y: 40 - at * 9, size: 7 }))
    const own = { text: 'Condiciones de venta', x: 40, y: 300 }
    const pages = makePdf([{ texts: signed, image: true }, { texts: [...signed, own], image: true }, { texts: signed }])
    expect((await extractWith(extractPdf, pages)).scanned).toEqual([1])
  })

  it('says which they are, also when a stamp is printed on them', async () => {
    const picture = { width: 100, height: 140, pixels: Buffer.alloc(14_000, 128) }
    const extracted = await extractWith(extractPdf, makeScan([{ picture, stamp: 'COPIA 17' }, { picture }]))
    expect(extracted.text).toBe('COPIA 17')
    expect(extracted.scanned).toEqual([1, 2])
    expect(extracted.warnings).toContainEqual(warning('page_without_text', { page: 2 }))
  })

  it('knows those with a long stamp in a margin, as of signatures and where to check them, and not those with a text', async () => {
    const picture = { width: 100, height: 140, pixels: Buffer.alloc(14_000, 128) }
    const stamp = `Firmado por: Ana Vidal Roca. ${'Puede comprobar este documento con su codigo. '.repeat(4)}`
    const scan = makeScan([{ picture, stamp, stampSize: 3 }])
    expect((await extractWith(extractPdf, scan)).scanned).toEqual([1])
    const words = makeScan([{ picture, stamp, stampSize: 3, stampHeight: 300 }])
    expect((await extractWith(extractPdf, words)).scanned).toBeUndefined()
  })

  it('has the text that somebody recognised on a page before it was stamped', async () => {
    const picture = { width: 100, height: 140, pixels: Buffer.alloc(14_000, 128) }
    const layer = [
      'El arrendatario paga la renta por meses anticipados, dentro de los',
      'cinco primeros, en la cuenta que el arrendador le comunique por escrito;',
      'la renta del primer mes se paga en el acto de la firma, con la fianza.',
    ]
    const stamp = `Firmado por: Ana Vidal Roca. ${'Puede comprobar este documento con su codigo. '.repeat(4)}`.trim()
    const extracted = await extractWith(extractPdf, makeScan([{ picture, stamp, stampSize: 3, layer }]))
    expect(extracted.text).toBe(`${layer.join(' ')}\n\n${stamp}`)
    expect(extracted.scanned).toBeUndefined()
    expect(extracted.warnings).toEqual([])
  })

  it('knows those whose picture is drawn by reference, and not those where it is drawn small', async () => {
    const picture = { width: 100, height: 140, pixels: Buffer.alloc(14_000, 128) }
    const stamp = 'ENTRADA 0017'
    const pages = [{ picture, stamp, forms: 1 }, { picture, stamp, forms: 2 }, { picture }]
    expect((await extractWith(extractPdf, makeScan(pages))).scanned).toEqual([1, 2, 3])
    const small = makeScan([{ picture, stamp, forms: 2, share: 0.6 }])
    expect((await extractWith(extractPdf, small)).scanned).toBeUndefined()
  })

  it('knows those whose letters are drawn as outlines, and no page of rules and boxes', async () => {
    const curve = (at: number): string => `${40 + (at % 30) * 10} ${500 - Math.floor(at / 30) * 14} m 1 2 3 4 5 6 c f`
    const outlines = Array.from({ length: 300 }, (_, at) => curve(at)).join('\n')
    const rules = Array.from({ length: 40 }, (_, at) => `40 ${40 + at * 12} 300 10 re S`).join('\n')
    const text = { texts: [{ text: 'El contrato se firma en marzo.', x: 40, y: 500 }] }
    const extracted = await extractWith(
      extractPdf,
      makePdf([text, { texts: [], content: outlines }, { texts: [], content: rules }]),
    )
    expect(extracted.scanned).toEqual([2])
    expect(extracted.warnings).toEqual([warning('page_without_text', { page: 2 })])
    const drawn = { texts: [], content: '/Fm Do', resources: '/XObject << /Fm 11 0 R >>' }
    const form = `<< /Type /XObject /Subtype /Form /BBox [0 0 420 595] /Length ${outlines.length} >>\nstream\n${outlines}\nendstream`
    expect((await extractWith(extractPdf, makePdf([text, drawn], { objects: [form] }))).scanned).toEqual([2])
  })

  it('of nothing else is refused with the number of its pages, and so is an image', async () => {
    const picture = { width: 100, height: 140, pixels: Buffer.alloc(14_000, 128) }
    await expect(extractWith(extractPdf, makeScan([{ picture }, { picture }]))).rejects.toMatchObject({
      code: 'no_text_layer',
      details: { pages: 2 },
    })
    const { refuseImage } = await import('../../src/adapters/extract/image/image-engine.ts')
    await expect(async () => extractWith(refuseImage, makeTiff([picture, picture]))).rejects.toMatchObject({
      code: 'no_text_layer',
      details: { pages: 2 },
    })
    const huge = makeTiff([{ width: 8_000, height: 6_000, pixels: Buffer.alloc(10) }])
    await expect(async () => extractWith(refuseImage, huge)).rejects.toMatchObject({ code: 'too_complex' })
  })
})
