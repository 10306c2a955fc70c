import type { Draft } from '../layout/text-builder.ts'
import type { DocxArchive } from './docx-archive.ts'
import { createBodyReader } from './docx-body.ts'
import type { BodyContext, BodyResult, NoteKind, TakeNote } from './docx-body.ts'
import { readXml } from './read-xml.ts'

/** The notes of a document. `parts`: names of the parts that hold them; one that is missing holds none. */
export function readNotes(
  archive: DocxArchive,
  parts: Readonly<Record<NoteKind, string>>,
  context: Omit<BodyContext, 'takeNote'>,
): TakeNote {
  const notes = {
    footnote: readPart(archive, parts.footnote, context),
    endnote: readPart(archive, parts.endnote, context),
  }
  return (kind, id) => {
    const note = notes[kind].get(id) ?? []
    notes[kind].delete(id)
    return note
  }
}

/** Text of every note by its id; separators and their like carry no text. */
function readPart(
  archive: DocxArchive,
  part: string,
  context: Omit<BodyContext, 'takeNote'>,
): Map<string, readonly string[]> {
  const notes = new Map<string, readonly string[]>()
  if (!archive.has(part)) return notes
  const drafts: Draft[] = []
  const result: BodyResult = { drafts, title: null, renderedBreaks: 0 }
  const body = createBodyReader({ ...context, takeNote: () => [] }, result)
  let id = ''
  readXml(archive, part, {
    open(name, attributes) {
      if (name === 'w:footnote' || name === 'w:endnote') id = attributes['w:id'] ?? ''
      else body.open(name, attributes)
    },
    close(name) {
      if (name !== 'w:footnote' && name !== 'w:endnote') return body.close(name)
      const texts = drafts.map((draft) => draft.text.replaceAll('\f', ' '))
      drafts.length = 0
      notes.set(
        id,
        texts.filter((text) => text.trim() !== ''),
      )
    },
    text: (text) => body.text?.(text),
  })
  return notes
}
