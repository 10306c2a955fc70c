import { firstAlternative } from '../containers/first-alternative.ts'
import type { XmlHandler } from '../containers/read-xml.ts'
import { readRelations } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { readBesidePart } from '../docx/docx-parts.ts'
import type { Draft } from '../layout/draft.ts'
import { pictureWords } from '../layout/picture-words.ts'
import { readSheetBoxes } from './sheet-boxes.ts'
import type { SheetBox } from './sheet-boxes.ts'

/** What is drawn over the cells of a sheet: text boxes, words about pictures, and charts with their numbers. */
export function drawingDrafts(archive: ZipArchive, sheetPart: string): readonly Draft[] {
  const drafts: Draft[] = []
  const relations = [...readRelations(archive, sheetPart).values()]
  const boxes = new Map<string, SheetBox>()
  for (const { type, target } of relations) {
    if (type === 'vmlDrawing') for (const [id, box] of readSheetBoxes(archive, target)) boxes.set(id, box)
  }
  for (const drawing of relations) {
    if (drawing.type !== 'drawing') continue
    for (const draft of boxDrafts(archive, drawing.target, boxes)) drafts.push(draft)
    for (const { type, target } of readRelations(archive, drawing.target).values()) {
      for (const draft of readBesidePart(archive, type, target) ?? []) {
        archive.budget.spend(draft.text.length)
        drafts.push(draft)
      }
    }
  }
  for (const { sign, words } of boxes.values()) {
    if (words === '') continue
    archive.budget.spend(words.length)
    archive.budget.spendBlock()
    drafts.push({ kind: 'paragraph', text: `${sign} ${words}` })
  }
  return drafts
}

/** @param boxes those that people tick; what is drawn of them is taken out, and shown with its tick */
function boxDrafts(archive: ZipArchive, part: string, boxes: Map<string, SheetBox>): readonly Draft[] {
  const drafts: Draft[] = []
  let text = ''
  let sign = ''
  let shape = ''
  let inText = false
  const handler: XmlHandler = {
    open(name, attributes) {
      if (name.endsWith(':cNvPr')) {
        const { id = '', descr = '' } = attributes
        const box = boxes.get(id)
        shape = id
        sign = box === undefined ? '' : `${box.sign} `
        describe(archive, descr, drafts)
      } else if (name === 'a:p') text = ''
      else if (name === 'a:t') inText = true
      else if (name === 'a:br') text += '\n'
    },
    close(name) {
      if (name === 'a:t') inText = false
      if (name !== 'a:p' || text.trim() === '') return
      archive.budget.spendBlock()
      drafts.push({ kind: 'paragraph', text: sign + text })
      if (sign !== '') boxes.delete(shape)
      sign = ''
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
