import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { ExtractRequest, Extractor } from '../../../ports/extractor.ts'
import type { Log } from '../../../ports/log.ts'
import { defaultExtractLimits } from '../engine/engine.ts'
import { startExtractProcess } from './extract-process.ts'
import type { ExtractProcess, Outcome, ProcessOptions } from './extract-process.ts'

export interface ExtractorOptions {
  /** Child processes, one file each. Default: cores, at most 2. */
  readonly processes?: number
  /** Start one of them now, so that the first file does not wait for it. */
  readonly startEarly?: boolean
  /** Time for a file before its child is killed, in ms; `timeoutPerMiBMs` is added for every MiB. Defaults 30 s and 2 s. */
  readonly timeoutMs?: number
  readonly timeoutPerMiBMs?: number
  /** Resident memory at which a child is killed, in bytes. Default 700 MB; a 1,000-page PDF takes a quarter of it. */
  readonly maxRssBytes?: number
  readonly maxPages?: number
  readonly maxTextCharacters?: number
  /** A child is replaced after this many files. Default 200. */
  readonly recycleAfterFiles?: number
  /** A child is replaced when it still holds this much after a file, in bytes. Default 300 MB. */
  readonly recycleAboveBytes?: number
  /** Files that may wait for a child. Default 256. */
  readonly maxQueued?: number
  readonly log?: Log
}

const mebibyte = 1024 * 1024

const diedTexts = {
  extraction_timeout: 'Reading the document took too long. Split it or save it in a simpler form.',
  extraction_memory: 'Reading the document takes more memory than is allowed. Split it or simplify it.',
  extraction_crashed: 'Reading the document made the reader fail twice: it is damaged or very unusual.',
} as const

/** Reads files in a pool of warm child processes; no input takes the calling process down. See the port for failures. */
export function createExtractor(options: ExtractorOptions = {}): Extractor {
  const settings = withDefaults(options)
  const pool = createPool(settings)
  const extract = async (request: ExtractRequest): Promise<ExtractedText> => {
    let outcome = await pool.run(request)
    if (outcome.kind === 'died') {
      settings.log?.warn(
        { code: outcome.code, fileType: request.fileType },
        'an extraction process died; trying once more',
      )
      outcome = await pool.run(request)
    }
    if (outcome.kind === 'text') {
      settings.log?.debug({ fileType: request.fileType, peakRssBytes: outcome.peakRss }, 'read a document')
      return outcome.extracted
    }
    if (outcome.kind === 'failed') throw outcome.error
    if (outcome.kind === 'cancelled') throw cancelled()
    throw new AppError(outcome.code, diedTexts[outcome.code])
  }
  return { extract, close: pool.close }
}

type Settings = ReturnType<typeof withDefaults>

function withDefaults(options: ExtractorOptions) {
  const maxRss = options.maxRssBytes ?? 700 * mebibyte
  const processOptions: ProcessOptions = {
    limits: {
      maxPages: options.maxPages ?? defaultExtractLimits.maxPages,
      maxTextChars: options.maxTextCharacters ?? defaultExtractLimits.maxTextChars,
    },
    maxRss,
    maxHeapMb: Math.max(64, Math.floor((maxRss / mebibyte) * 0.7)),
  }
  return {
    processes: options.processes ?? Math.min(2, availableParallelism()),
    startEarly: options.startEarly ?? false,
    timeoutMs: options.timeoutMs ?? 30_000,
    timeoutPerMiBMs: options.timeoutPerMiBMs ?? 2_000,
    recycleAfterFiles: options.recycleAfterFiles ?? 200,
    recycleAboveBytes: options.recycleAboveBytes ?? 300 * mebibyte,
    maxQueued: options.maxQueued ?? 256,
    log: options.log,
    processOptions,
  }
}

async function fileSize(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    throw new AppError('original_missing', 'The file to read is not there.', { cause: error, retryable: true })
  }
}

const cancelled = (): AppError => new AppError('cancelled', 'Reading the document was cancelled.', { retryable: true })

/** At most `processes` children, started when needed; callers wait their turn in order. */
function createPool(settings: Settings) {
  const idle: ExtractProcess[] = settings.startEarly ? [startExtractProcess(settings.processOptions)] : []
  const busy = new Set<ExtractProcess>()
  const waiting: (() => void)[] = []
  let active = 0
  let closed = false

  const acquire = async (signal: AbortSignal): Promise<void> => {
    if (closed || signal.aborted) throw cancelled()
    if (active < settings.processes) {
      active++
      return
    }
    if (waiting.length >= settings.maxQueued) {
      throw new AppError('internal', 'Too many documents wait to be read.', { retryable: true })
    }
    await waitForTurn(waiting, signal)
  }
  /** A place goes straight to the next in line, so that nobody can slip in between. */
  const release = (): void => {
    const next = waiting.shift()
    if (next === undefined) active--
    else next()
  }
  const takeProcess = (): ExtractProcess => {
    for (let process = idle.pop(); process !== undefined; process = idle.pop()) {
      if (process.usable()) return process
      process.kill()
    }
    return startExtractProcess(settings.processOptions)
  }
  const giveBack = (process: ExtractProcess): void => {
    const { jobs, rss } = process.used()
    const worn = jobs >= settings.recycleAfterFiles || rss > settings.recycleAboveBytes
    if (closed || worn || !process.usable()) process.kill()
    else idle.push(process)
  }
  /** The place is taken before anything is awaited, so that files are read in the order of the calls. */
  const run = async (request: ExtractRequest): Promise<Outcome> => {
    await acquire(request.signal)
    try {
      const timeoutMs = settings.timeoutMs + (settings.timeoutPerMiBMs * (await fileSize(request.path))) / mebibyte
      return closed ? { kind: 'cancelled' } : await runIn(takeProcess(), request, timeoutMs)
    } finally {
      release()
    }
  }
  const runIn = async (process: ExtractProcess, request: ExtractRequest, timeoutMs: number): Promise<Outcome> => {
    busy.add(process)
    try {
      return await process.run(request, timeoutMs)
    } finally {
      busy.delete(process)
      giveBack(process)
    }
  }
  const close = async (): Promise<void> => {
    closed = true
    for (const process of [...idle.splice(0), ...busy]) process.kill()
    for (const turn of waiting.splice(0)) turn()
  }
  return { run, close }
}

function waitForTurn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const turn = (): void => {
      signal.removeEventListener('abort', leave)
      resolve()
    }
    const leave = (): void => {
      const at = waiting.indexOf(turn)
      if (at !== -1) waiting.splice(at, 1)
      reject(cancelled())
    }
    waiting.push(turn)
    signal.addEventListener('abort', leave, { once: true })
  })
}
