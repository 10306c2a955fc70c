import { stat } from 'node:fs/promises'
import { AppError } from '../../../domain/errors.ts'
import { createLimiter } from '../../../flow/limiter.ts'
import { startExtractProcess } from './extract-process.ts'
import type { ExtractProcess, Outcome, ReadRequest } from './extract-process.ts'
import type { ExtractorSettings } from './extractor-options.ts'
import { pageLimits, timeLimits } from './time-limits.ts'

/** Warm reading processes. One company's files fill `processes` of them; one more stands by for everybody else's. */
export interface ProcessPool {
  /** Files of one company are begun in the order of the calls, companies take turns. */
  run(request: ReadRequest): Promise<Outcome>
  close(): void
}

export function createPool(settings: ExtractorSettings): ProcessPool {
  const places = createLimiter({ size: settings.processes + 1, perKey: settings.processes })
  const line = boundedLine(settings.processes + settings.maxQueued)
  const idle: ExtractProcess[] = settings.startEarly ? [startExtractProcess(settings.processOptions)] : []
  const busy = new Set<ExtractProcess>()
  const closing = new AbortController()

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
    const wanted = !closing.signal.aborted && idle.length < settings.processes
    if (wanted && !worn && process.usable()) idle.push(process)
    else process.kill()
  }
  const read = async (request: ReadRequest): Promise<Outcome> => {
    const size = await fileSize(request.path)
    const time = request.page === undefined ? timeLimits(size, settings) : pageLimits
    if (closing.signal.aborted) return { kind: 'cancelled' }
    const process = takeProcess()
    busy.add(process)
    try {
      return await process.run(request, time)
    } finally {
      busy.delete(process)
      giveBack(process)
    }
  }
  const run = async (request: ReadRequest): Promise<Outcome> => {
    const leave = line.enter(request.companyId)
    const signal = AbortSignal.any([request.signal, closing.signal])
    try {
      return await places.run(signal, () => read({ ...request, signal }), request.companyId)
    } catch (error) {
      if (signal.aborted) return { kind: 'cancelled' }
      throw error
    } finally {
      leave()
    }
  }
  const close = (): void => {
    closing.abort()
    for (const process of idle.splice(0)) process.kill()
    for (const process of busy) process.kill()
  }
  return { run, close }
}

/** So many files of one company may be in hand or wait; what it sends beyond that is given back. */
function boundedLine(most: number) {
  const inLine = new Map<string, number>()
  return {
    /** @throws AppError `internal`, retryable, when the line is full; @returns what leaves it */
    enter(companyId: string): () => void {
      const before = inLine.get(companyId) ?? 0
      if (before >= most) throw new AppError('internal', 'Too many documents wait to be read.', { retryable: true })
      inLine.set(companyId, before + 1)
      return () => {
        const left = (inLine.get(companyId) ?? 1) - 1
        if (left === 0) inLine.delete(companyId)
        else inLine.set(companyId, left)
      }
    },
  }
}

async function fileSize(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    throw new AppError('original_missing', 'The file to read is not there.', { cause: error, retryable: true })
  }
}
