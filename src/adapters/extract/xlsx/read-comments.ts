import { readRelations } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import type { Draft } from '../layout/draft.ts'
import { createStringReader } from './shared-strings.ts'

/** A remark that somebody pinned to a cell. */
export interface CellComment {
  readonly cell: string
  readonly text: string
}

/** The remarks of a sheet in the order of the file. */
export function readComments(archive: ZipArchive, sheetPart: string): readonly CellComment[] {
  const comments: CellComment[] = []
  const parts = [...readRelations(archive, sheetPart).values()].filter(({ type }) => type === 'comments')
  const run = createStringReader()
  let cell = ''
  for (const { target } of parts) {
    readXml(archive, target, {
      open(name, attributes) {
        if (name === 'comment') {
          cell = attributes['ref'] ?? ''
          run.begin()
        } else run.open(name, attributes)
      },
      close(name) {
        if (name === 'comment') comments.push({ cell, text: ownWords(run.end()) })
        else run.close(name)
      },
      text: (text) => run.text(text),
    })
  }
  return comments
}

/** Without what Excel writes above a conversation for versions that know none. */
function ownWords(text: string): string {
  const [, said] = /^\[[^\]\n]{1,80}\][\s\S]{1,600}?linkid=870924\s*([\s\S]*)$/.exec(text) ?? []
  return said === undefined ? text : said.replace(/^(?:comment|comentario)\s*:\s*/i, '')
}

/** Remarks as blocks of their own, each with the cell that it is about. */
export function commentDrafts(comments: readonly CellComment[], spend: (chars: number) => void): Draft[] {
  return comments
    .filter(({ text }) => text.trim() !== '')
    .map(({ cell, text }) => {
      spend(cell.length + text.length + 4)
      return { kind: 'paragraph', text: `[${cell}] ${text}` }
    })
}
