import { collectFiles, type Collected } from './collect-files.ts'
import { RequestFailed } from '../../client/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FileClient } from '../../client/node/file-client.ts'
import { exitCodes } from '../exit.ts'
import type { Texts } from '../texts/texts.ts'
import type { UploadReport, UploadTotals } from './upload-report.ts'
import { DocumentWatch, type Outcome } from './watch-documents.ts'

export interface UploadDeps {
  readonly client: FileClient
  readonly report: UploadReport
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly texts: Texts
}

export interface UploadOptions {
  readonly paths: readonly string[]
  /** Files sent at the same time. */
  readonly parallel: number
  /** Whether to stay until every document is processed or failed. */
  readonly wait: boolean
  /** Whether links inside folders are followed out of them. */
  readonly followLinks: boolean
}

type FileFound = Extract<Collected, { kind: 'file' }>

/** Counters and connections of one `upload` command. */
interface Run extends UploadDeps {
  readonly watch: DocumentWatch
  readonly files: Map<string, string>
  readonly totals: { -readonly [K in keyof UploadTotals]: number }
  /** Ends the waiting when sending broke unexpectedly; without effect after everything is done. */
  readonly abandon: AbortController
  /** Set when there is no use in going on: nobody answers, or Ctrl-C. */
  stopped: RequestFailed | null
}

/** Uploads files and folders and waits for them; resolves with the exit code. Everything said goes through the report. */
export async function uploadFiles(deps: UploadDeps, options: UploadOptions): Promise<number> {
  const started = deps.clock.monotonicMs()
  const run = startRun(deps)
  const found: FileFound[] = []
  for await (const item of collectFiles(options.paths, { ...options, texts: deps.texts.files })) {
    if (item.kind === 'file') found.push(item)
    else leaveOut(run, item)
  }
  deps.report.found(found.length)
  try {
    await Promise.all([sendAll(run, found, options), options.wait ? watchAll(run) : undefined])
  } finally {
    run.abandon.abort()
  }
  run.totals.unfinished = options.wait ? run.watch.pending : 0
  run.totals.seconds = Math.round((deps.clock.monotonicMs() - started) / 10) / 100
  deps.report.end(run.totals)
  return exitCodeOf(run)
}

function startRun(deps: UploadDeps): Run {
  const files = new Map<string, string>()
  const totals = { uploaded: 0, processed: 0, failed: 0, duplicates: 0, skipped: 0, unfinished: 0, seconds: 0 }
  const abandon = new AbortController()
  const watch = new DocumentWatch({
    client: deps.client,
    clock: deps.clock,
    signal: AbortSignal.any([deps.signal, abandon.signal]),
    onProgress: (id, progress) => deps.report.progress(files.get(id) ?? id, progress),
    onOutcome: (id, outcome) => tellOutcome(deps, totals, files.get(id) ?? id, outcome),
  })
  return { ...deps, watch, files, totals, abandon, stopped: null }
}

function leaveOut(run: Run, item: Exclude<Collected, FileFound>): void {
  if (item.kind === 'skipped') {
    run.totals.skipped += 1
    run.report.tell({ event: 'skipped', file: item.path, detail: item.reason })
    return
  }
  fail(run, item.path, new RequestFailed(0, 'unreadable_file', item.reason))
}

async function sendAll(run: Run, files: readonly FileFound[], options: UploadOptions): Promise<void> {
  const queue = files.values()
  const sender = async () => {
    for (const file of queue) {
      if (run.stopped !== null || run.signal.aborted) return
      await sendOne(run, file, options.wait)
    }
  }
  await Promise.all(Array.from({ length: options.parallel }, sender))
  run.watch.close()
}

async function sendOne(run: Run, file: FileFound, wait: boolean): Promise<void> {
  try {
    const { path, disk, name } = file
    const accepted = await run.client.upload({ path: disk, name, onSent: (sent) => run.report.sent(sent, name) })
    run.totals.uploaded += 1
    run.files.set(accepted.document_id, path)
    run.report.tell({ event: 'accepted', file: path, document_id: accepted.document_id })
    if (wait) run.watch.add(accepted.document_id)
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    refused(run, file, error)
  }
}

function refused(run: Run, file: FileFound, error: RequestFailed): void {
  if (error.code === 'interrupted') {
    run.stopped ??= error
    return
  }
  if (error.code === 'unreachable') run.stopped ??= error
  if (error.code !== 'duplicate_document') {
    fail(run, file.path, error)
    return
  }
  run.totals.duplicates += 1
  run.report.tell({
    event: 'duplicate',
    file: file.path,
    document_id: error.documentId,
    detail: run.texts.upload.alreadyThere,
  })
}

async function watchAll(run: Run): Promise<void> {
  try {
    await run.watch.run()
  } catch (error) {
    if (!(error instanceof RequestFailed) && !run.signal.aborted) throw error
    run.stopped ??= error instanceof RequestFailed ? error : new RequestFailed(0, 'interrupted', 'Stopped.')
  }
}

function fail(run: Run, file: string, error: RequestFailed): void {
  run.totals.failed += 1
  run.report.tell({ event: 'failed', file, document_id: null, code: error.code, detail: error.message })
}

function tellOutcome(deps: UploadDeps, totals: Run['totals'], file: string, outcome: Outcome): void {
  if (outcome.kind === 'processed') {
    const { id, chunk_count: chunks, warnings } = outcome.document
    totals.processed += 1
    deps.report.tell({ event: 'processed', file, document_id: id, chunks: chunks ?? 0, warnings })
    return
  }
  totals.failed += 1
  if (outcome.kind === 'gone') {
    const detail = deps.texts.upload.deletedMeanwhile
    deps.report.tell({ event: 'failed', file, document_id: outcome.id, code: 'not_found', detail })
    return
  }
  const { id, error_code: code, error_message: message } = outcome.document
  const detail = message ?? deps.texts.upload.failed
  deps.report.tell({ event: 'failed', file, document_id: id, code: code ?? 'internal', detail })
}

function exitCodeOf(run: Run): number {
  if (run.signal.aborted) return exitCodes.interrupted
  if (run.stopped !== null) return exitCodes.unusable
  return run.totals.failed > 0 ? exitCodes.failed : exitCodes.ok
}
