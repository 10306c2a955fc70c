import { Worker } from 'node:worker_threads'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { formatOf } from '../formats/formats.ts'
import { failureReply } from './child-failure.ts'
import { packResult, pieceLength } from './child-messages.ts'
import type { ExtractOrder, ExtractReply } from './child-messages.ts'
import { loaded } from './machine-refusal.ts'

/**
 * Entry of an extraction process: takes one file at a time from its parent and answers with text or a coded failure.
 * It may die at any moment; nothing here outlives it. A watchdog thread ends it when the parent is gone or a limit is
 * passed, even while the main thread is stuck in WebAssembly.
 */
const progressEveryMs = 250

/** Shared with the watchdog: milliseconds of processor time of this process, 0 for none. */
const cpuDeadline = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

function send(reply: ExtractReply): Promise<void> {
  return new Promise((resolve) => {
    // A parent that is gone cannot be told; `disconnect` ends this process.
    if (process.send === undefined || !process.connected) resolve()
    else process.send(reply, () => resolve())
  })
}

async function run(order: ExtractOrder): Promise<void> {
  let told = 0
  const onProgress = (done: number, total: number): void => {
    const now = performance.now()
    if (done < total && now - told < progressEveryMs) return
    told = now
    void send({ type: 'progress', job: order.job, done, total })
  }
  limitCpu(order.cpuMs)
  try {
    if (order.part !== null) {
      const file = await detach(order, order.part)
      limitCpu(null)
      await sendFile(order.job, file)
    } else if (order.imageWidth === null) {
      const extracted = await read(order, onProgress)
      limitCpu(null)
      await answer(order.job, extracted)
    } else {
      const image = await draw(order, order.imageWidth)
      limitCpu(null)
      await send({ type: 'drawn', job: order.job, image, ...memoryUse() })
    }
  } catch (error) {
    limitCpu(null)
    await send(failureReply(order.job, error, Number(maxRss)))
  }
}

async function read(order: ExtractOrder, onProgress: EngineJob['onProgress']): Promise<ExtractedText> {
  const { path, limits, page, fileType } = order
  const format = formatOf(fileType)
  if (format === undefined) throw unknownType(fileType)
  if (page === null) return (await loaded(format.load()))({ path, limits, onProgress })
  const picture = await (format.loadPictures && loaded(format.loadPictures()))
  if (picture === undefined) throw unknownType(fileType)
  const { readScannedPage } = await loaded(import('../ocr/read-scanned-page.ts'))
  return readScannedPage({ path, limits, page }, picture)
}

async function detach({ path, limits, fileType }: ExtractOrder, part: string): Promise<Uint8Array> {
  const format = formatOf(fileType)
  const take = await (format?.loadParts && loaded(format.loadParts()))
  if (take === undefined) throw unknownType(fileType)
  const file = await take({ path, limits, part })
  if (file === null) throw new AppError('corrupt_file', 'The attachment cannot be taken out of its mail.')
  return file
}

async function draw({ path, limits, page, fileType }: ExtractOrder, width: number): Promise<Uint8Array> {
  const format = formatOf(fileType)
  const image = await (format?.loadImages && loaded(format.loadImages()))
  if (image === undefined || page === null) throw unknownType(fileType)
  return image({ path, limits, page, width })
}

/** The watchdog ends this process when it has used so much more processor time. Null: no limit between files. */
function limitCpu(moreMs: number | null): void {
  const { user, system } = process.cpuUsage()
  Atomics.store(cpuDeadline, 0, moreMs === null ? 0 : Math.ceil((user + system) / 1_000 + moreMs))
  Atomics.notify(cpuDeadline, 0)
}

/** A document of a format that was read once and is no more, or the row of which is missing. */
function unknownType(fileType: string): AppError {
  return new AppError('unsupported_type', `Files of type ${fileType} cannot be read.`)
}

async function answer(job: number, extracted: ExtractedText): Promise<void> {
  for (let at = 0; at < extracted.text.length; at += pieceLength) {
    await send({ type: 'text', job, piece: extracted.text.slice(at, at + pieceLength) })
  }
  await send({ type: 'done', job, result: packResult(extracted), ...memoryUse() })
}

async function sendFile(job: number, file: Uint8Array): Promise<void> {
  for (let at = 0; at < file.length; at += pieceLength) {
    await send({ type: 'bytes', job, piece: file.slice(at, at + pieceLength) })
  }
  await send({ type: 'detached', job, ...memoryUse() })
}

function memoryUse() {
  return { rss: process.memoryUsage.rss(), peakRss: process.resourceUsage().maxRSS * 1024 }
}

const [parentPid = '0', maxRss = '0'] = process.argv.slice(2)
const watchdog = new Worker(new URL('./child-watchdog.ts', import.meta.url), {
  workerData: { parentPid: Number(parentPid), maxRss: Number(maxRss), cpuDeadline },
  resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  // the sources that are kept are for it, too
  execArgv: process.execArgv.filter((option) => option.startsWith('--import=')),
})
// Without its watchdog this process could outlive its parent or its limits.
watchdog.on('error', () => process.exit(1))
process.on('disconnect', () => process.exit(0))
process.on('message', (order: ExtractOrder) => void run(order))
watchdog.once('online', () => void send({ type: 'ready' }))
