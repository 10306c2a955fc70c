import type { DocumentItem } from '../../contract/documents.ts'
import { renderTable, type Terminal } from '../terminal.ts'
import type { Texts } from '../texts/texts.ts'
import { drawBars, noBars } from './upload-bars.ts'

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
  progress(file: string, progress: DocumentItem['progress']): void
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

/** What is worth a line of its own at the end. */
type Remark = Extract<UploadEvent, { event: 'processed' | 'failed' | 'skipped' }>

/** Width of the column with paths. */
const PATH_WIDTH = 44

/** Bars for eyes, JSON lines for scripts; the final table goes where the JSON lines do not. */
export function createUploadReport(terminal: Terminal, json: boolean, texts: Texts['upload']): UploadReport {
  const lines = json || !terminal.outIsTty
  const bars = terminal.bars === null || json ? noBars : drawBars(terminal.bars, texts.bars)
  const remarks: Remark[] = []
  return {
    found: (files) => bars.found(files),
    sent: (bytes, file) => bars.sent(bytes, file),
    progress: (file, progress) => bars.progress(file, progress),
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
      if (remarks.length > 0) terminal.out(`${remarkTable(remarks, terminal.columns, texts)}\n`)
      terminal.out(summarySentence(totals, texts))
    },
  }
}

/** The end of a long path tells files apart. */
function shownPath(file: string): string {
  const characters = [...file]
  return characters.length <= PATH_WIDTH ? file : `…${characters.slice(1 - PATH_WIDTH).join('')}`
}

/** Duplicates are counted only: a second run of a large folder would list nothing else. */
function isRemark(event: UploadEvent): event is Remark {
  if (event.event === 'processed') return event.warnings.length > 0
  return event.event === 'failed' || event.event === 'skipped'
}

function remarkTable(events: readonly Remark[], columns: number, texts: Texts['upload']): string {
  const rows = events.map((event) => [shownPath(event.file), texts.result[event.event], ...explanation(event)])
  return renderTable(texts.head, rows, columns)
}

function explanation(event: Remark): [code: string, detail: string] {
  if (event.event === 'failed') return [event.code, event.detail]
  if (event.event === 'skipped') return ['', event.detail]
  return ['', event.event === 'processed' ? event.warnings.join('; ') : '']
}

function summarySentence(totals: UploadTotals, { summary: say, time }: Texts['upload']): string {
  const parts = [
    say.uploaded(totals.uploaded),
    say.processed(totals.processed),
    say.failed(totals.failed),
    say.duplicates(totals.duplicates),
  ]
  if (totals.skipped > 0) parts.push(say.skipped(totals.skipped))
  if (totals.unfinished > 0) parts.push(say.unfinished(totals.unfinished))
  return `${parts.join(', ')} ${time(totals.seconds)}`
}
