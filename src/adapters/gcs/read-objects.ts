import type { Readable } from 'node:stream'
import type { Bucket } from '@google-cloud/storage'
import { AppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { ByteRange, StoredObject } from '../../ports/object-store.ts'
import { checkBytes, openDownload } from './download.ts'
import { calls } from './failures.ts'
import { listObjects, type ListedObject } from './list-objects.ts'
import { keyOfName } from './object-name.ts'

/** A download in which nothing comes for so long is over: the client itself waits for ever. */
const idleMs = 30_000

/**
 * The first of the names that something stands under. Asked by listing: "no such object" and "no such bucket" are the same 404,
 * but only a bucket that is there can be listed.
 */
export async function findObject(bucket: Bucket, names: readonly string[]): Promise<ListedObject | null> {
  for (const name of names) {
    // in the order of names, so the name itself comes before those it begins
    const { objects } = await listObjects(bucket, { prefix: name, most: 1 })
    const [first] = objects
    if (first?.name === name) return first
  }
  return null
}

export interface Opening {
  /** Of whoever reads. */
  readonly signal: AbortSignal
  /** Until the first bytes come. */
  readonly opening: AbortSignal
}

/** @throws AppError `original_missing`. The stream fails when its bytes are not those that were stored, or not all of them. */
export async function openObject(
  bucket: Bucket,
  names: readonly string[],
  { signal, opening }: Opening,
  part: ByteRange | undefined,
): Promise<Readable> {
  const found = await findObject(bucket, names)
  if (found === null) {
    throw new AppError('original_missing', 'The original file is not in the object store; upload it again.')
  }
  // the checksum is that of the whole
  const wanted =
    part === undefined
      ? { bytes: found.sizeBytes, crc32c: found.crc32c }
      : { bytes: part.last - part.first + 1, crc32c: null }
  const source = await openDownload(bucket.file(found.name), part, opening)
  const translated = (error: unknown) => calls.toError({ what: 'read a file', signal }, error)
  const body = checkBytes(wanted, translated)
  const fail = (error: unknown) => body.destroy(translated(error))
  const late = () => {
    // whoever reads may take its time
    if (body.writableNeedDrain) idle = setTimeout(late, idleMs)
    else fail(calls.late())
  }
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
    let pageToken: string | undefined
    do {
      const page = await listObjects(bucket, { prefix, pageToken })
      keys.push(...page.objects.map(({ name }) => keyOfName(companyId, name)))
      pageToken = page.next
    } while (pageToken !== undefined)
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
  const { objects, next } = await listObjects(bucket, { prefix, most: 1_000, pageToken })
  const now = Date.now()
  return {
    objects: objects.map(({ name, updatedAt }) => ({
      key: keyOfName(companyId, name),
      // one that does not say when it was written is taken for new
      ageMs: updatedAt === null ? 0 : now - updatedAt.getTime(),
    })),
    next,
  }
}
