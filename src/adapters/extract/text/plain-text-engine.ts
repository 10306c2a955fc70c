import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import type { Draft } from '../layout/draft.ts'
import { buildText } from '../layout/text-builder.ts'
import { wholeCalendarDrafts } from './calendar-drafts.ts'
import { cardDrafts } from './card-drafts.ts'
import { decodeBytes } from './decode-text.ts'
import { plainDrafts } from './plain-drafts.ts'
import { withoutPageFrames } from './printed-pages.ts'
import { readTextFile } from './read-text-file.ts'
import { subtitleDrafts } from './subtitle-drafts.ts'

/** Text of a plain text file in any common encoding. Throws AppError `no_text`, `too_much_text`. */
export function extractPlainText(job: EngineJob): ExtractedText {
  const { text, warnings } = decodeBytes(readTextFile(job))
  const drafts = draftsOf(text)
  job.onProgress(1, 1)
  return buildText(drafts, { maxTextChars: job.limits.maxTextChars, pageCount: null, title: null, warnings })
}

/** Calendars, cards and subtitles are texts for programs; what they say is read as a person is shown it. Tasks and diaries stay as they are written. */
function draftsOf(text: string): readonly Draft[] {
  const kind = /^\s*BEGIN:(VCALENDAR|VCARD)\s/i.exec(text.slice(0, 200))?.[1]?.toUpperCase()
  const isCalendar = kind === 'VCALENDAR' && !/^BEGIN:(?:VTODO|VJOURNAL)\s*$/im.test(text)
  const drafts = isCalendar ? wholeCalendarDrafts(text) : kind === 'VCARD' ? cardDrafts(text) : []
  return drafts.length === 0 ? (subtitleDrafts(text) ?? plainDrafts(withoutPageFrames(text))) : drafts
}
