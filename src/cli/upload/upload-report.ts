import { MultiBar, Presets, type SingleBar } from 'cli-progress'
import type { DocumentItem } from '../../contract/documents.ts'
import { renderTable, shorten, type Terminal } from '../terminal.ts'
import { visibleLine } from '../../domain/visible-text.ts'

/** What happened to one path, as it is written to a script. */
export type UploadEvent =
  | { readonly event: 'accepted'; readonly file: string; readonly document_id: string }
  | {
      readonly event: 'processed'
      readonly file: string
      readonly document_id: string
      readonly chunks: number
      readonly warnings: readonly string[]
    }
  | { readonly event: 'duplicate'; readonly file: string; readonly document_id: string | null; readonly detail: string }
  | {
      readonly event: 'failed'
      readonly file: string
      readonly document_id: string | null
      readonly code: string
      readonly detail: string
    }
  | { readonly event: 'skipped'; readonly file: string; readonly detail: string }

export interface UploadReport {
  found(files: number): void
  sent(bytes: number, file: string): void
  progress(document: DocumentItem): void
  tell(event: UploadEvent): void
  /** Draws nothing more, then writes the totals. */
  end(totals: UploadTotals): void
}

export interface UploadTotals {
  readonly uploaded: number
  readonly processed: number
  readonly failed: number
  readonly duplicates: number
  readonly skipped: number
  readonly unfinished: number
  readonly seconds: number
}

/** Width of the column with paths. */
const PATH_WIDTH = 44

/** Bars for eyes, JSON lines for scripts; the final table goes where the JSON lines do not. */
export function createUploadReport(terminal: Terminal, json: boolean): UploadReport {
  const lines = json || !terminal.outIsTty
  const bars = terminal.bars === null || json ? noBars : drawBars(terminal.bars)
  const remarks: UploadEvent[] = []
  return {
    found: (files) => bars.found(files),
    sent: (bytes, file) => bars.sent(bytes, file),
    progress: (document) => bars.progress(document),
    tell: (event) => {
      bars.tell(event)
      if (lines) terminal.json(event, 'line')
      else if (isRemark(event)) remarks.push(event)
    },
    end: (totals) => {
      bars.stop()
      if (lines) {
        terminal.json({ event: 'summary', ...totals }, 'line')
        return
      }
      if (remarks.length > 0) terminal.out(`${remarkTable(remarks, terminal.columns)}\n`)
      terminal.out(summarySentence(totals))
    },
  }
}

/** The end of a long path tells files apart. */
function shownPath(file: string): string {
  const characters = [...file]
  return characters.length <= PATH_WIDTH ? file : `…${characters.slice(1 - PATH_WIDTH).join('')}`
}

/** Duplicates are counted only: a second run of a large folder would list nothing else. */
function isRemark(event: UploadEvent): boolean {
  if (event.event === 'processed') return event.warnings.length > 0
  return event.event === 'failed' || event.event === 'skipped'
}

function remarkTable(events: readonly UploadEvent[], columns: number): string {
  const rows = events.map((event) => [shownPath(event.file), event.event, ...explanation(event)])
  return renderTable(['File', 'Result', 'Code', 'What to know'], rows, columns)
}

function explanation(event: UploadEvent): [code: string, detail: string] {
  if (event.event === 'failed') return [event.code, event.detail]
  if (event.event === 'skipped') return ['', event.detail]
  return ['', event.event === 'processed' ? event.warnings.join('; ') : '']
}

function summarySentence(totals: UploadTotals): string {
  const parts = [
    `${totals.uploaded} uploaded`,
    `${totals.processed} processed`,
    `${totals.failed} failed`,
    `${totals.duplicates} already there`,
  ]
  if (totals.skipped > 0) parts.push(`${totals.skipped} skipped`)
  if (totals.unfinished > 0) parts.push(`${totals.unfinished} still being processed`)
  return `${parts.join(', ')} in ${totals.seconds.toFixed(1)} s`
}

interface Bars {
  found(files: number): void
  sent(bytes: number, file: string): void
  progress(document: DocumentItem): void
  tell(event: UploadEvent): void
  stop(): void
}

const noBars: Bars = { found() {}, sent() {}, progress() {}, tell() {}, stop() {} }

function drawBars(stream: NodeJS.WriteStream): Bars {
  const format = '{label} {bar} {value}/{total} {note}'
  const options = { format, stream, hideCursor: true, clearOnComplete: false, barsize: 24, linewrap: false }
  const bars = new MultiBar(options, Presets.shades_classic)
  const uploaded = bars.create(0, 0, { label: 'uploaded ', note: '' })
  const processed = bars.create(0, 0, { label: 'processed', note: '' })
  return {
    found: (files) => {
      uploaded.setTotal(files)
      processed.setTotal(files)
    },
    sent: (bytes, file) => uploaded.update({ note: `${noteName(file)} ${Math.round(bytes / 1024)} KiB` }),
    progress: ({ file_name: name, progress: { stage, done, total } }) => {
      const share = total === 0 ? '' : ` ${done}/${total}`
      processed.update({ note: `${noteName(name ?? '')} ${stage}${share}` })
    },
    tell: (event) => advance(event, uploaded, processed),
    stop: () => {
      uploaded.update({ note: '' })
      processed.update({ note: '' })
      bars.stop()
    },
  }
}

/** A file that is refused or already there is through with both steps. */
function advance(event: UploadEvent, uploaded: SingleBar, processed: SingleBar): void {
  const wasAccepted = 'document_id' in event && event.document_id !== null && event.event !== 'duplicate'
  if (event.event === 'accepted') uploaded.increment(1)
  else if (event.event !== 'skipped') {
    if (!wasAccepted) uploaded.increment(1)
    processed.increment(1)
  }
}

function noteName(name: string): string {
  return shorten(visibleLine(name), 32)
}
