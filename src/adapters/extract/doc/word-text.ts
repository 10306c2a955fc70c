import { AppError } from '../../../domain/errors.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import { readOleStreams } from '../containers/ole-streams.ts'
import { deletedRanges, rowEndRanges } from './formatted-runs.ts'
import type { ByteRange } from './formatted-runs.ts'
import { readPieces } from './text-pieces.ts'
import type { TextPiece } from './text-pieces.ts'
import { plainCharacters } from './word-characters.ts'
import { readWordHeader } from './word-header.ts'

/**
 * The parts of a Word 97–2003 file that are text, in the order in which they are read: body, footnotes, endnotes and text
 * boxes. Null when the file is damaged or older.
 * @throws AppError `password_protected`, `archive_bomb`, `too_much_text`, `too_complex`
 */
export function readWordText(path: string, budget: TextBudget): readonly string[] | null {
  const streams = readOleStreams(path, ['WordDocument', '0Table', '1Table'])
  const stream = streams?.get('WordDocument')
  const header = stream === undefined ? null : readWordHeader(stream)
  if (stream === undefined || header === null) return null
  if (header.encrypted) {
    throw new AppError('password_protected', 'The document is protected by a password. Upload a copy without it.')
  }
  const table = streams?.get(header.tableStream)
  if (table === undefined) return null
  const pieces = readPieces(stream, table, header.pieces.at, budget)
  if (pieces === null) return null
  const deleted = deletedRanges({ stream, table, place: header.characterRuns })
  const rowEnds = rowEndRanges({ stream, table, place: header.paragraphRuns })
  const text = pieces.map((piece) => overwrite(overwrite(piece, deleted, '\0'), rowEnds, '\n').text).join('')
  const { body, footnotes, headers, comments, endnotes, textboxes } = header.parts
  const notes = body + footnotes + headers + comments
  return [
    text.slice(0, body),
    text.slice(body, body + footnotes),
    text.slice(notes, notes + endnotes),
    text.slice(notes + endnotes, notes + endnotes + textboxes),
  ].map(plainCharacters)
}

/** Writes `char` over every character of a piece that lies in one of the ranges, which are sorted and apart. */
function overwrite(piece: TextPiece, ranges: readonly ByteRange[], char: string): TextPiece {
  const { start, bytesPerChar, text } = piece
  const end = start + text.length * bytesPerChar
  const parts: string[] = []
  let done = 0
  for (let index = firstEndingAfter(ranges, start); index < ranges.length; index++) {
    const range = ranges[index]
    if (range === undefined || range.start >= end) break
    const from = Math.max(Math.ceil((range.start - start) / bytesPerChar), done)
    const to = Math.min(Math.ceil((range.end - start) / bytesPerChar), text.length)
    parts.push(text.slice(done, from), char.repeat(Math.max(0, to - from)))
    done = Math.max(done, to)
  }
  return parts.length === 0 ? piece : { ...piece, text: parts.join('') + text.slice(done) }
}

function firstEndingAfter(ranges: readonly ByteRange[], position: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranges[middle]?.end ?? 0) > position) high = middle
    else low = middle + 1
  }
  return low
}
