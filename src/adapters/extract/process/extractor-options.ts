import { availableParallelism } from 'node:os'
import type { Log } from '../../../ports/log.ts'
import { defaultExtractLimits } from '../engine/engine.ts'
import type { ProcessOptions } from './extract-process.ts'

export interface ExtractorOptions {
  /** Child processes one company's files are read in, one file each. Default: cores, at most 2. One more is started for others. */
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
  /** Files of one company that may wait for a child. Default 256. */
  readonly maxQueued?: number
  readonly log?: Log
}

export interface ExtractorSettings {
  readonly processes: number
  readonly startEarly: boolean
  readonly timeoutMs: number
  readonly timeoutPerMiBMs: number
  readonly recycleAfterFiles: number
  readonly recycleAboveBytes: number
  readonly maxQueued: number
  readonly log: Log | undefined
  readonly processOptions: ProcessOptions
}

const mebibyte = 1024 * 1024

export function withDefaults(options: ExtractorOptions): ExtractorSettings {
  const maxRss = options.maxRssBytes ?? 700 * mebibyte
  return {
    processes: options.processes ?? Math.min(2, availableParallelism()),
    startEarly: options.startEarly ?? false,
    timeoutMs: options.timeoutMs ?? 30_000,
    timeoutPerMiBMs: options.timeoutPerMiBMs ?? 2_000,
    recycleAfterFiles: options.recycleAfterFiles ?? 200,
    recycleAboveBytes: options.recycleAboveBytes ?? 300 * mebibyte,
    maxQueued: options.maxQueued ?? 256,
    log: options.log,
    processOptions: {
      limits: {
        maxPages: options.maxPages ?? defaultExtractLimits.maxPages,
        maxTextChars: options.maxTextCharacters ?? defaultExtractLimits.maxTextChars,
      },
      maxRss,
      maxHeapMb: Math.max(64, Math.floor((maxRss / mebibyte) * 0.7)),
    },
  }
}
