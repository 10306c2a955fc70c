import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Bucket, File } from '@google-cloud/storage'
import { ForeignError } from '../../flow/calls.ts'
import { systemClock } from '../../flow/system-clock.ts'
import { statusOf } from './failures.ts'
import { listObjects } from './list-objects.ts'
import { watchAnswers } from './watch-answers.ts'

/** Up to here a file is sent with one request, which the client repeats as a whole; a larger one in parts of this size. */
const partBytes = 8 * 1024 * 1024
/** Tells whose upload stands under a name. */
const mark = 'atenex-upload'
/** For taking a part of a large file, and for its last answer: 70 kB a second. The client itself waits for ever. */
const partMs = 120_000

/**
 * Streams to the end or leaves nothing behind. The client compares the checksum the store has with its own, and removes what does not
 * match. An upload that was given up may still have reached its end: what it stored is taken away again.
 */
export async function putObject(bucket: Bucket, name: string, body: Readable, signal: AbortSignal): Promise<void> {
  const file = bucket.file(name)
  const upload = randomUUID()
  const stop = () => body.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    signal.throwIfAborted()
    await send(file, bytesOf(body), upload, signal)
    signal.throwIfAborted()
  } catch (error) {
    body.destroy()
    await takeBack(file, upload)
    throw signal.aborted && error instanceof ForeignError ? signal.reason : error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function send(file: File, bytes: AsyncGenerator<Buffer>, upload: string, signal: AbortSignal): Promise<void> {
  const options = { validation: 'crc32c', metadata: { metadata: { [mark]: upload } } } as const
  const head: Buffer[] = []
  let size = 0
  while (size <= partBytes) {
    const { done = false, value } = await bytes.next()
    if (done) {
      await file.save(Buffer.concat(head), { ...options, resumable: false })
      return
    }
    head.push(value)
    size += value.length
  }
  using answers = watchAnswers(partMs, systemClock)
  const pieces = answers.between(joined(head, bytes))
  const whole = Readable.from(pieces, { objectMode: false, highWaterMark: partBytes })
  const target = file.createWriteStream({ ...options, resumable: true, chunkSize: partBytes })
  await pipeline(whole, target, { signal: AbortSignal.any([signal, answers.late]) }).catch((error: unknown) => {
    throw answers.late.aborted ? answers.late.reason : error
  })
}

async function* joined(head: readonly Buffer[], rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield* head
  yield* rest
}

/** What the sender's stream fails with is the caller's to explain, not an outage of this store. */
async function* bytesOf(body: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const piece of body as AsyncIterable<Buffer | string>) {
      yield typeof piece === 'string' ? Buffer.from(piece) : piece
    }
  } catch (error) {
    throw new ForeignError(error)
  }
}

/** Only what this upload stored. Nobody can be asked while the store is away: then the reconciler finds what is left. */
async function takeBack(file: File, upload: string): Promise<void> {
  try {
    const [found] = await file.getMetadata()
    if (found.metadata?.[mark] !== upload) return
    await file.delete({
      ignoreNotFound: true,
      ...(found.generation === undefined ? {} : { ifGenerationMatch: found.generation }),
    })
  } catch {
    // not there, or away: what the upload failed with is what counts
  }
}

/** All of the names; what is not there is gone already, unless the whole bucket is. */
export async function removeObjects(bucket: Bucket, names: readonly string[]): Promise<void> {
  let absent = false
  for (const name of names) {
    try {
      await bucket.file(name).delete()
    } catch (error) {
      if (statusOf(error) !== 404) throw error
      absent = true
    }
  }
  if (absent) await listObjects(bucket, { most: 1 })
}
