import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { AppError } from '../../../domain/errors.ts'
import type { FileType } from '../../../domain/extracted.ts'
import type { DetectFileType } from '../../../ports/extractor.ts'
import { binaryName, claimedType, nameOfType, textFamily } from './file-signatures.ts'
import { findOleStreams } from './ole-streams.ts'
import { bomEncoding, utf16ByZeros } from '../text/decode-text.ts'
import { looksLikeHtml, looksLikeJson, looksLikeMarkdown } from '../layout/text-structure.ts'
import { readAt, readZipDirectory } from './zip-directory.ts'

const headBytes = 64 * 1024
const pdfHeaderBytes = 1_024
const zipLimits = { maxEntries: 20_000, maxDirectoryBytes: 2 * 1024 * 1024 }
const supported = 'PDF, DOCX, DOC, TXT, Markdown and HTML'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What the bytes are: a type we read, or the name of one we do not. */
type Found = { readonly type: FileType } | { readonly unsupported: string }

/** See the port. Reads at most about 6 MB, in a few seeks, whatever the file says about itself. */
export const detectFileType: DetectFileType = async (path, fileName) => {
  const handle = openSync(path, 'r')
  let found: Found
  try {
    const size = fstatSync(handle).size
    if (size === 0) throw new AppError('empty_file', 'The file is empty.')
    found = inspect({ handle, path, size, fileName })
  } finally {
    closeSync(handle)
  }
  if ('unsupported' in found) throw unsupported(`The file is ${found.unsupported}.`)
  const claimed = claimedType(fileName)
  if (claimed !== null && !agrees(claimed, found.type)) {
    throw unsupported(`The file name says ${nameOfType(claimed)} but its content is ${nameOfType(found.type)}.`)
  }
  return found.type
}

function unsupported(what: string): AppError {
  return new AppError('unsupported_type', `${what} Supported are ${supported}.`)
}

/** Text, Markdown and HTML shade into each other; every other difference is a mistake or an attempt. */
function agrees(claimed: string, found: FileType): boolean {
  return claimed === found || (textFamily.has(claimed) && textFamily.has(found))
}

interface Subject {
  readonly handle: number
  readonly path: string
  readonly size: number
  readonly fileName: string
}

function inspect(subject: Subject): Found {
  const head = readAt(subject.handle, 0, headBytes)
  const claimed = claimedType(subject.fileName)
  if (isPdf(head, claimed)) return { type: 'application/pdf' }
  if (head.subarray(0, 2).toString('latin1') === 'PK') return inspectZip(subject)
  const streams = findOleStreams(subject.path)
  if (streams !== null) return inspectOle(streams, claimed)
  const binary = binaryName(head)
  return binary === null ? inspectText(head, claimed, subject.size) : { unsupported: binary }
}

/** Junk before the header is allowed, but a text that mentions the header further down is still a text. */
function isPdf(head: Buffer, claimed: string | null): boolean {
  const at = head.subarray(0, pdfHeaderBytes).indexOf('%PDF-')
  return at === 0 || (at > 0 && (claimed === null || !textFamily.has(claimed)))
}

function inspectZip({ handle, size, fileName }: Subject): Found {
  const directory = readZipDirectory(handle, size, zipLimits)
  if (directory === null) {
    // A cut-off DOCX still deserves "damaged" rather than "unsupported": the reader says so.
    return claimedType(fileName) === docx ? { type: docx } : { unsupported: 'a damaged ZIP archive' }
  }
  const names = directory.entries.map((entry) => entry.name.replace(/^\//, '').toLowerCase())
  const has = (prefix: string): boolean => names.some((name) => name.startsWith(prefix))
  if (names.some((name) => /^word\/document\d*\.xml$/.test(name))) return { type: docx }
  if (has('xl/')) return { unsupported: 'an Excel workbook (XLSX)' }
  if (has('ppt/')) return { unsupported: 'a PowerPoint presentation (PPTX)' }
  if (names.includes('mimetype') && has('content.xml')) return { unsupported: 'an OpenDocument file (ODT, ODS or ODP)' }
  if (names.includes('mimetype')) return { unsupported: 'an e-book (EPUB)' }
  if (has('word/') || (has('[content_types].xml') && claimedType(fileName) === docx)) return { type: docx }
  // More entries than were read: the reader refuses it with the reason.
  if (directory.truncated && claimedType(fileName) === docx) return { type: docx }
  return { unsupported: 'a ZIP archive' }
}

function inspectOle(streams: readonly string[], claimed: string | null): Found {
  if (streams.includes('WordDocument')) return { type: 'application/msword' }
  if (streams.includes('Workbook') || streams.includes('Book')) return { unsupported: 'an Excel workbook (XLS)' }
  if (streams.includes('PowerPoint Document')) return { unsupported: 'a PowerPoint presentation (PPT)' }
  if (streams.some((name) => name.startsWith('__properties_version')))
    return { unsupported: 'an Outlook message (MSG)' }
  // An encrypted DOCX looks like this; the reader says that it needs a password.
  if (streams.includes('EncryptedPackage') && (claimed === null || claimed === docx)) return { type: docx }
  if (claimed === 'application/msword') return { type: 'application/msword' }
  return { unsupported: 'an Office file of a kind that cannot be read' }
}

function inspectText(head: Buffer, claimed: string | null, size: number): Found {
  const text = headText(head, size)
  if (text === null) return { unsupported: 'a binary file of an unknown kind' }
  if (/^\s*\{\\rtf/.test(text)) return { unsupported: 'a Rich Text file (RTF)' }
  if (/^\s*<svg[\s>]/i.test(text)) return { unsupported: 'an SVG image' }
  if (looksLikeHtml(text))
    return {
      type: claimed === 'text/markdown' && !/^\s*<(?:!doctype|html)/i.test(text) ? 'text/markdown' : 'text/html',
    }
  if (/^\s*<\?xml\s/.test(text) && claimed !== 'text/html') return { unsupported: 'an XML file' }
  // Under a name that says text it is taken as such; otherwise its braces would only push themselves in front of answers.
  if (claimed === null && looksLikeJson(text)) return { unsupported: 'a JSON file' }
  if (claimed === 'text/html') return { type: 'text/html' }
  if (claimed === 'text/markdown') return { type: 'text/markdown' }
  return { type: claimed === null && looksLikeMarkdown(text) ? 'text/markdown' : 'text/plain' }
}

/** The beginning as text for a look at its structure, or null when it is binary. */
function headText(head: Buffer, size: number): string | null {
  const bom = bomEncoding(head)
  if (bom?.startsWith('utf-16') === true) return new TextDecoder(bom).decode(head.subarray(0, 8_192))
  if (bom?.startsWith('utf-32') === true) return ''
  const sample = head.subarray(0, 8_192)
  const wide = utf16ByZeros(sample)
  if (wide !== null) return new TextDecoder(wide).decode(sample)
  if (sample.includes(0) && (size > head.length || !isUtf8(head) || zeros(sample) > sample.length * 0.01)) return null
  // oxlint-disable-next-line no-control-regex -- control characters are what tells binary data
  const controls = sample.toString('latin1').match(/[\u0001-\u0008\u000E-\u001A\u001C-\u001F]/g)?.length ?? 0
  if (controls > sample.length * 0.05 && !(size <= head.length && isUtf8(head) && controls < sample.length * 0.2))
    return null
  return sample.toString('utf8')
}

function zeros(sample: Uint8Array): number {
  let count = 0
  for (const byte of sample) if (byte === 0) count++
  return count
}
