import WordExtractor from 'word-extractor'
import type { WordDocument } from 'word-extractor'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { findOleStreams } from '../containers/ole-streams.ts'
import { plainDrafts } from '../text/plain-drafts.ts'
import type { Draft } from '../layout/text-builder.ts'
import { buildText } from '../layout/text-builder.ts'

/**
 * Text of a Word 97–2003 file. Paragraphs and table rows, without styles: headings are known by their words only.
 * @throws AppError `password_protected`, `corrupt_file` (also Word 6 and 95, which nothing permissive reads), `no_text`
 */
export async function extractDoc(job: EngineJob): Promise<ExtractedText> {
  const streams = findOleStreams(job.path)
  // The reader also opens zips and hangs on hostile ones: it never gets to see one.
  if (streams === null) throw unreadable()
  const document = await readDocument(job.path)
  const parts = [document.getBody(), document.getFootnotes(), document.getEndnotes()]
  parts.push(document.getTextboxes({ includeHeadersAndFooters: false, includeBody: true }))
  job.onProgress(1, 1)
  return buildText(parts.flatMap(toDrafts), { maxTextChars: job.limits.maxTextChars, paged: false, title: null })
}

async function readDocument(path: string): Promise<WordDocument> {
  try {
    return await new WordExtractor().extract(path)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/encrypt|password/i.test(message)) {
      throw new AppError('password_protected', 'The document is protected by a password. Upload a copy without it.')
    }
    throw unreadable(error)
  }
}

function unreadable(cause?: unknown): AppError {
  return new AppError(
    'corrupt_file',
    'The DOC file cannot be read: it is damaged or older than Word 97. Open it in Word and save it as DOCX.',
    { cause },
  )
}

/** One paragraph a line; cells of a row are divided by tabs. */
function toDrafts(text: string): Draft[] {
  return plainDrafts(text.replace(/\n(?=[^\n])/g, '\n\n'))
}
