import { firstAlternative } from '../containers/first-alternative.ts'
import type { XmlHandler } from '../containers/read-xml.ts'
import { readRelations } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { readBesidePart } from '../docx/docx-parts.ts'
import type { Draft } from '../layout/draft.ts'
import { pictureWords } from '../layout/picture-words.ts'

/** What is drawn over the cells of a sheet: text boxes, words about pictures, and charts with their numbers. */
export function drawingDrafts(archive: ZipArchive, sheetPart: string): readonly Draft[] {
  const drafts: Draft[] = []
  for (const drawing of readRelations(archive, sheetPart).values()) {
    if (drawing.type !== 'drawing') continue
    for (const draft of boxDrafts(archive, drawing.target)) drafts.push(draft)
    for (const { type, target } of readRelations(archive, drawing.target).values()) {
      for (const draft of readBesidePart(archive, type, target) ?? []) {
        archive.budget.spend(draft.text.length)
        drafts.push(draft)
      }
    }
  }
  return drafts
}

function boxDrafts(archive: ZipArchive, part: string): readonly Draft[] {
  const drafts: Draft[] = []
  let text = ''
  let inText = false
  const handler: XmlHandler = {
    open(name, attributes) {
      if (name.endsWith(':cNvPr')) describe(archive, attributes['descr'] ?? '', drafts)
      else if (name === 'a:p') text = ''
      else if (name === 'a:t') inText = true
      else if (name === 'a:br') text += '\n'
    },
    close(name) {
      if (name === 'a:t') inText = false
      if (name !== 'a:p' || text.trim() === '') return
      archive.budget.spendBlock()
      drafts.push({ kind: 'paragraph', text })
    },
    text(piece) {
      if (!inText) return
      archive.budget.spend(piece.length)
      text += piece
    },
  }
  readXml(archive, part, firstAlternative(handler))
  return drafts
}

/** What a picture shows, for those who do not see it. */
function describe(archive: ZipArchive, said: string, drafts: Draft[]): void {
  const text = pictureWords(said)
  if (text === '') return
  archive.budget.spend(text.length)
  archive.budget.spendBlock()
  drafts.push({ kind: 'paragraph', text })
}
