import { AppError } from '../../../domain/errors.ts'
import { shareValue } from '../../../flow/single-flight.ts'
import { stoppedError } from '../../../flow/stopped.ts'
import { systemClock } from '../../../flow/system-clock.ts'
import type { ModelFolder } from '../model-folder.ts'
import type { OnnxEmbedderOptions } from '../onnx-embedder.ts'
import { callee, InferencePool } from './inference-pool.ts'

const defaultRssLimit = 600_000_000
const defaultReplyTimeoutMs = 60_000
const never = new AbortController().signal

/** The processes of a model, which are started when somebody first asks for them. */
export interface LazyPool {
  /** Null as long as nobody asked. */
  running(): InferencePool | null
  /** @throws AppError `embedder_unavailable`, `configuration`, or `cancelled`, also after `close`. A failed start is tried again by the next one. */
  get(signal: AbortSignal): Promise<InferencePool>
  /** Starts them now; numbers in a vector. @throws AppError as `get`. */
  load(): Promise<number>
  close(): Promise<void>
}

export function lazyPool(
  folder: Pick<ModelFolder, 'name' | 'dimension'>,
  options: OnnxEmbedderOptions,
  { modelPath, readerPath }: { readonly modelPath: string; readonly readerPath: string | null },
): LazyPool {
  let closed = false
  let running: InferencePool | null = null
  const start = async () => {
    const started = await InferencePool.start({
      modelPath,
      readerPath,
      processes: options.processes,
      background: options.background ?? false,
      rssLimit: options.rssLimit ?? defaultRssLimit,
      replyTimeoutMs: options.replyTimeoutMs ?? defaultReplyTimeoutMs,
      clock: options.clock ?? systemClock,
      log: options.log,
    })
    const { pool, dimension } = started
    const isOther = folder.dimension !== null && folder.dimension !== dimension
    if (isOther || closed) await pool.close()
    if (isOther) {
      const message = `${folder.name} gives ${dimension} dimensions, but its model.json says ${folder.dimension}.`
      throw new AppError('configuration', message)
    }
    running = pool
    return started
  }
  const shared = shareValue(start)
  return {
    running: () => running,
    get: async (signal) => {
      if (closed) throw new AppError('cancelled', 'The embedder was closed.', { retryable: true })
      try {
        return (await shared.get(signal)).pool
      } catch (error) {
        throw signal.aborted ? stoppedError(signal, callee) : error
      }
    },
    load: async () => (await shared.get(never)).dimension,
    close: async () => {
      closed = true
      await running?.close()
    },
  }
}
