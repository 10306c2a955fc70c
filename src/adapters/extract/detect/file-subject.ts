import type { FileSubject, ZipContent } from '../formats/format.ts'
import { findOleStreams } from '../containers/ole-streams.ts'
import { holdsEncrypted } from '../containers/refuse-encrypted.ts'
import { readAt } from '../containers/read-at.ts'
import { readZipDirectory } from '../containers/zip-directory.ts'
import { binaryName } from './file-signatures.ts'
import { textOfHead } from './text-of-head.ts'

const headBytes = 64 * 1024
const zipLimits = { maxEntries: 20_000, maxDirectoryBytes: 2 * 1024 * 1024 }
const zipMark = /^PK(?:\u0003\u0004|\u0005\u0006|\u0007\u0008)/
const zipHeader = Buffer.from('PK\u0003\u0004')
const oleMark = Buffer.from('d0cf11e0', 'hex')
/** Names whose files may hold an archive, or its bytes, further down. */
const holdsOthers = /^(?:text|message|multipart|image)\/|rtf|mbox|pdf/
const pdfHeaderBytes = 1_024

export interface OpenFile {
  readonly handle: number
  readonly path: string
  readonly size: number
}

/** An open file as the recognisers of formats see it. */
export function inspectFile(file: OpenFile, claimed: string | null): FileSubject {
  const start = readAt(file.handle, 0, headBytes)
  const content = once(() => readZip(file))
  const at = zipStart(start, claimed, content)
  const isZip = at !== null
  const head = isZip && at > 0 ? readAt(file.handle, at, headBytes) : start
  const zip = (): ZipContent | null => (isZip ? content() : null)
  const oleStreams = once(() => (isZip ? null : findOleStreams(file.path)))
  const isBinary = (): boolean => isZip || oleStreams() !== null || binaryName(head) !== null
  const text = once(() => (isBinary() ? null : textOfHead(head, file.size)))
  return { head, claimed, zip, oleStreams, wrapsEncrypted: () => holdsEncrypted(oleStreams() ?? []), text }
}

/**
 * Where a zip begins, null for what is none. Web servers put lines, a mark of UTF-8 or a message of their own before a file; what
 * holds files of others, and what is run, is itself.
 */
function zipStart(head: Buffer, claimed: string | null, content: () => FoundZip): number | null {
  if (zipMark.test(head.toString('latin1', 0, 4))) return 0
  if (!head.includes(zipHeader) || (claimed !== null && holdsOthers.test(claimed))) return null
  const isOther = head.subarray(0, oleMark.length).equals(oleMark) || /^\s*\{\\rtf/.test(head.toString('latin1', 0, 30))
  if (isOther || head.subarray(0, pdfHeaderBytes).includes('%PDF-') || binaryName(head) !== null) return null
  const at = content().firstHeader
  return head.subarray(at, at + zipHeader.length).equals(zipHeader) ? at : null
}

interface FoundZip extends ZipContent {
  /** Where the first of its parts begins. */
  readonly firstHeader: number
}

function readZip({ handle, size }: OpenFile): FoundZip {
  const directory = readZipDirectory(handle, size, zipLimits)
  if (directory === null) return { names: [], truncated: false, damaged: true, firstHeader: 0 }
  const names = directory.entries.map(({ name }) => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase())
  const firstHeader = directory.entries.reduce((first, { headerOffset }) => Math.min(first, headerOffset), size)
  return { names, truncated: directory.truncated, damaged: false, firstHeader }
}

function once<T>(look: () => T): () => T {
  let seen: { readonly value: T } | null = null
  return () => (seen ??= { value: look() }).value
}
