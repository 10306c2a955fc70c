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

export interface OpenFile {
  readonly handle: number
  readonly path: string
  readonly size: number
}

/** An open file as the recognisers of formats see it. */
export function inspectFile(file: OpenFile, claimed: string | null): FileSubject {
  const head = readAt(file.handle, 0, headBytes)
  const isZip = zipMark.test(head.toString('latin1', 0, 4))
  const zip = once(() => (isZip ? readZip(file) : null))
  const oleStreams = once(() => (isZip ? null : findOleStreams(file.path)))
  const isBinary = (): boolean => isZip || oleStreams() !== null || binaryName(head) !== null
  const text = once(() => (isBinary() ? null : textOfHead(head, file.size)))
  return { head, claimed, zip, oleStreams, wrapsEncrypted: () => holdsEncrypted(oleStreams() ?? []), text }
}

function readZip({ handle, size }: OpenFile): ZipContent {
  const directory = readZipDirectory(handle, size, zipLimits)
  if (directory === null) return { names: [], truncated: false, damaged: true }
  const names = directory.entries.map(({ name }) => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase())
  return { names, truncated: directory.truncated, damaged: false }
}

function once<T>(look: () => T): () => T {
  let seen: { readonly value: T } | null = null
  return () => (seen ??= { value: look() }).value
}
