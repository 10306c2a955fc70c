import { readRelations } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import type { CellComment } from '../sheets/cell-comments.ts'
import { createStringReader } from './shared-strings.ts'

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
        if (name === 'comment') comments.push({ cell, text: run.end() })
        else run.close(name)
      },
      text: (text) => run.text(text),
    })
  }
  return comments
}
