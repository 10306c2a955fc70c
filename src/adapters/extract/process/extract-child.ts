import { Worker } from 'node:worker_threads'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { formatOf } from '../formats/formats.ts'
import { EngineLost } from '../engine/engine.ts'
import { packResult, textPieceChars } from './child-messages.ts'
import type { ExtractOrder, ExtractReply } from './child-messages.ts'

/**
 * Entry of an extraction process: takes one file at a time from its parent and answers with text or a coded failure.
 * It may die at any moment; nothing here outlives it. A watchdog thread ends it when the parent is gone or its memory
 * passes the limit, even while the main thread is stuck in WebAssembly.
 */
const progressEveryMs = 250

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
  try {
    const engine = await formatOf(order.fileType)?.load()
    if (engine === undefined) throw unknownType(order.fileType)
    await answer(order.job, await engine({ path: order.path, limits: order.limits, onProgress }))
  } catch (error) {
    await send(failure(order.job, error))
  }
}

/** A document of a format that was read once and is no more, or the row of which is missing. */
function unknownType(fileType: string): AppError {
  return new AppError('unsupported_type', `Files of type ${fileType} cannot be read.`)
}

async function answer(job: number, extracted: ExtractedText): Promise<void> {
  for (let at = 0; at < extracted.text.length; at += textPieceChars) {
    await send({ type: 'text', job, piece: extracted.text.slice(at, at + textPieceChars) })
  }
  const rss = process.memoryUsage.rss()
  const peakRss = process.resourceUsage().maxRSS * 1024
  await send({ type: 'done', job, result: packResult(extracted), peakRss, rss })
}

function failure(job: number, error: unknown): ExtractReply {
  if (error instanceof AppError) return { ...failed(job, error), spent: false }
  // After a lack of memory or a trap the engine's state is undefined.
  return { ...failed(job, error instanceof EngineLost ? error.failure : translate(error)), spent: true }
}

function failed(job: number, { code, message, details }: AppError) {
  return { type: 'failed', job, code, message, details } as const
}

/** What engines throw besides their own coded errors: memory at its cap, or a trap inside WebAssembly. */
function translate(error: unknown): AppError {
  const message = error instanceof Error ? error.message : String(error)
  if (
    /OOM|out of memory|memory access|Cannot enlarge|allocation failed|Invalid (?:array|string) length/i.test(message)
  ) {
    return new AppError(
      'extraction_memory',
      'Reading the document takes more memory than is allowed. Split it or simplify it.',
    )
  }
  if (error instanceof Error && /^(?:RuntimeError|RangeError)$/.test(error.name)) {
    return new AppError(
      'extraction_crashed',
      'Reading the document made the reader fail: it is damaged or very unusual.',
    )
  }
  const reason = error instanceof Error ? error.name : 'unknown'
  return new AppError('corrupt_file', 'The document cannot be read: it is damaged. Save it again from its source.', {
    details: { reason },
  })
}

const [parentPid = '0', maxRss = '0'] = process.argv.slice(2)
const watchdog = new Worker(new URL('./child-watchdog.ts', import.meta.url), {
  workerData: { parentPid: Number(parentPid), maxRss: Number(maxRss) },
  resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  execArgv: [],
})
// Without its watchdog this process could outlive its parent or its limits.
watchdog.on('error', () => process.exit(1))
process.on('disconnect', () => process.exit(0))
process.on('message', (order: ExtractOrder) => void run(order))
watchdog.once('online', () => void send({ type: 'ready' }))
