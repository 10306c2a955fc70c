import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { AppError } from '../../../../domain/errors.ts'
import type { Pdfium } from './pdfium.ts'

/** PDF readers accept junk before the header; 1 KB is what they agree on. */
const headerSearchBytes = 1_024
const passwordError = 4
const securityError = 5

export interface PdfDocument {
  readonly pointer: number
  readonly pageCount: number
  readonly fileBytes: number
  close(): void
}

/**
 * Opens a PDF file without its bytes ever being a JavaScript buffer: they are read straight into PDFium's memory.
 * @throws AppError `password_protected`, `corrupt_file`, `extraction_memory` (file larger than PDFium's memory)
 */
export function openPdf(pdfium: Pdfium, path: string): PdfDocument {
  const file = readIntoMemory(pdfium, path)
  const pointer = pdfium.api.FPDF_LoadMemDocument64(file.pointer, file.length, '')
  if (pointer === 0) {
    const code = pdfium.api.FPDF_GetLastError()
    pdfium.free(file.pointer)
    throw openError(code)
  }
  return {
    pointer,
    fileBytes: file.length,
    pageCount: pdfium.api.FPDF_GetPageCount(pointer),
    close() {
      pdfium.api.FPDF_CloseDocument(pointer)
      pdfium.free(file.pointer)
    },
  }
}

function openError(code: number): AppError {
  if (code === passwordError || code === securityError) {
    return new AppError('password_protected', 'The PDF is protected by a password. Upload a copy without it.')
  }
  return new AppError(
    'corrupt_file',
    'The PDF is damaged or incomplete. Save it again from its source and upload that.',
    {
      details: { engineCode: code },
    },
  )
}

function readIntoMemory(pdfium: Pdfium, path: string): { pointer: number; length: number } {
  const handle = openSync(path, 'r')
  try {
    const offset = headerOffset(handle)
    const length = fstatSync(handle).size - offset
    if (length <= 0) throw openError(0)
    const pointer = pdfium.allocate(length)
    const target = pdfium.bytes(pointer, length)
    let done = 0
    while (done < length) {
      const read = readSync(handle, target, done, Math.min(length - done, 4 * 1024 * 1024), offset + done)
      if (read === 0) throw openError(0)
      done += read
    }
    return { pointer, length }
  } finally {
    closeSync(handle)
  }
}

function headerOffset(handle: number): number {
  const head = Buffer.alloc(headerSearchBytes)
  const read = readSync(handle, head, 0, headerSearchBytes, 0)
  const at = head.subarray(0, read).indexOf('%PDF-')
  return Math.max(at, 0)
}
