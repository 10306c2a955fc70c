import { wholeText } from '../layout/draft.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { createBodyReader, newBodyResult } from './docx-body.ts'
import type { BodyContext, NoteKind } from './docx-body.ts'
import { readXml } from '../containers/read-xml.ts'
import { withLinksOf } from './link-targets.ts'

export type TakeNote = (kind: NoteKind, id: string) => readonly string[]

const noteElements = new Set(['w:footnote', 'w:endnote', 'w:comment'])

/**
 * The notes and comments of a document, each given once, at its first reference, as on paper.
 * @param parts names of the parts that hold them; one that is missing holds none
 */
export function readNotes(
  archive: ZipArchive,
  parts: Readonly<Record<NoteKind, string>>,
  context: BodyContext,
): TakeNote {
  const notes = {
    footnote: readPart(archive, parts.footnote, context),
    endnote: readPart(archive, parts.endnote, context),
    comment: readPart(archive, parts.comment, context),
  }
  return (kind, id) => {
    const note = notes[kind].get(id) ?? []
    notes[kind].delete(id)
    return note
  }
}

/** Text of every note by its id; separators and their like carry no text. */
function readPart(archive: ZipArchive, part: string, context: BodyContext): Map<string, readonly string[]> {
  const notes = new Map<string, readonly string[]>()
  if (!archive.has(part)) return notes
  const result = newBodyResult()
  const body = createBodyReader(withLinksOf(archive, part, context), result)
  let id = ''
  let author = ''
  readXml(archive, part, {
    open(name, attributes) {
      body.open(name, attributes)
      if (!noteElements.has(name)) return
      id = attributes['w:id'] ?? ''
      author = name === 'w:comment' ? (attributes['w:author'] ?? '').trim() : ''
    },
    close(name) {
      body.close(name)
      if (!noteElements.has(name)) return
      const texts = result.drafts.map(wholeText).filter((text) => text.trim() !== '')
      result.drafts.length = 0
      notes.set(id, name === 'w:comment' ? texts.map((text, at) => (at === 0 ? comment(author, text) : text)) : texts)
    },
    text: (text) => body.text?.(text),
  })
  return notes
}

/** A comment is no part of what the document says, so it is shown as one. */
function comment(author: string, text: string): string {
  return author === '' ? `[💬] ${text}` : `[💬 ${author}] ${text}`
}
