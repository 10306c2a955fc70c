import { PassThrough, type Readable } from 'node:stream'
import type { Bucket, File } from '@google-cloud/storage'
import { AppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { ByteRange, StoredObject } from '../../ports/object-store.ts'
import { calls } from './failures.ts'
import { keyOfName } from './object-name.ts'

/** A download in which nothing comes for so long is over: the client itself waits for ever. */
const idleMs = 30_000
const bufferBytes = 256 * 1024

/**
 * The first of the names that something stands under. Asked by listing: "no such object" and "no such bucket" are the same 404,
 * but only a bucket that is there can be listed.
 */
export async function findObject(bucket: Bucket, names: readonly string[]): Promise<File | null> {
  for (const name of names) {
    // in the order of names, so the name itself comes before those it begins
    const [files] = await bucket.getFiles({ prefix: name, maxResults: 1, autoPaginate: false })
    const [first] = files
    if (first?.name === name) return first
  }
  return null
}

/** @throws AppError `original_missing`. The stream of a whole object fails when the bytes do not match their checksum. */
export async function openObject(
  bucket: Bucket,
  names: readonly string[],
  signal: AbortSignal,
  part: ByteRange | undefined,
): Promise<Readable> {
  const file = await findObject(bucket, names)
  if (file === null) {
    throw new AppError('original_missing', 'The original file is not in the object store; upload it again.')
  }
  // the checksum is that of the whole
  const what = part === undefined ? { validation: 'crc32c' as const } : { start: part.first, end: part.last }
  const source = file.createReadStream({ ...what, decompress: false })
  const body = new PassThrough({ highWaterMark: bufferBytes })
  const fail = (error: unknown) => body.destroy(calls.toError({ what: 'read a file', signal }, error))
  const late = () => fail(calls.late())
  let idle = setTimeout(late, idleMs)
  const abort = () => fail(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  source.on('error', fail)
  source.on('data', () => {
    clearTimeout(idle)
    idle = setTimeout(late, idleMs)
  })
  // Whoever stops reading early, or never starts, must not leave the connection open.
  body.on('close', () => {
    clearTimeout(idle)
    signal.removeEventListener('abort', abort)
    source.destroy()
  })
  // A caller that was let go meanwhile never listens, and an error nobody listens to would end the process.
  body.on('error', () => undefined)
  if (signal.aborted) abort()
  return source.pipe(body)
}

export async function listKeys(
  bucket: Bucket,
  companyId: CompanyId,
  prefixes: readonly string[],
): Promise<readonly string[]> {
  const keys: string[] = []
  for (const prefix of prefixes) {
    const [files] = await bucket.getFiles({ prefix })
    keys.push(...files.map((file) => keyOfName(companyId, file.name)))
  }
  return keys
}

/** One page of the objects under a prefix, with the token of the next one. */
export async function listPage(
  bucket: Bucket,
  companyId: CompanyId,
  prefix: string,
  pageToken: string | undefined,
): Promise<{ readonly objects: readonly StoredObject[]; readonly next: string | undefined }> {
  const token = pageToken === undefined ? {} : { pageToken }
  const [files, query] = await bucket.getFiles({ prefix, maxResults: 1_000, autoPaginate: false, ...token })
  const objects = files.map((file) => ({
    key: keyOfName(companyId, file.name),
    // one that does not say when it was written is taken for new
    ageMs: file.metadata.updated === undefined ? 0 : Date.now() - new Date(file.metadata.updated).getTime(),
  }))
  const next = query !== null && 'pageToken' in query ? query.pageToken : undefined
  return { objects, next: typeof next === 'string' ? next : undefined }
}
