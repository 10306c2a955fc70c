import path from 'node:path'
import { MultiBar, Presets, type SingleBar } from 'cli-progress'
import type { DocumentItem } from '../../contract/documents.ts'
import { visibleLine } from '../../domain/text/visible-text.ts'
import { shorten } from '../terminal.ts'
import type { Texts } from '../texts/texts.ts'
import type { UploadEvent } from './upload-report.ts'

/** What a person watches while files are sent and processed. */
export interface Bars {
  found(files: number): void
  sent(bytes: number, file: string): void
  progress(file: string, progress: DocumentItem['progress']): void
  tell(event: UploadEvent): void
  stop(): void
}

export const noBars: Bars = { found() {}, sent() {}, progress() {}, tell() {}, stop() {} }

export function drawBars(stream: NodeJS.WriteStream, labels: Texts['upload']['bars']): Bars {
  const format = '{label} {bar} {value}/{total} {note}'
  const options = { format, stream, hideCursor: true, clearOnComplete: false, barsize: 24, linewrap: false }
  const bars = new MultiBar(options, Presets.shades_classic)
  const uploaded = bars.create(0, 0, { label: labels.uploaded, note: '' })
  const processed = bars.create(0, 0, { label: labels.processed, note: '' })
  return {
    found: (files) => {
      uploaded.setTotal(files)
      processed.setTotal(files)
    },
    sent: (bytes, file) => uploaded.update({ note: `${noteName(file)} ${Math.round(bytes / 1024)} KiB` }),
    progress: (file, { stage, done, total }) => {
      const share = total === 0 ? '' : ` ${done}/${total}`
      processed.update({ note: `${noteName(path.basename(file))} ${stage}${share}` })
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
