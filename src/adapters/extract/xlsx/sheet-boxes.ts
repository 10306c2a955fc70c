import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { boxSign } from '../layout/box-sign.ts'
import type { BoxSign } from '../layout/box-sign.ts'

/** A box or button of choice that is drawn over a sheet. */
export interface SheetBox {
  readonly sign: BoxSign
  readonly words: string
}

/** More than fit on any sheet. */
const maxBoxes = 5_000
const longestWords = 1_000

/**
 * The boxes that people tick on a sheet, by the numbers of their shapes: only the drawing for old readers says with the words of
 * each whether it is ticked.
 */
export function readSheetBoxes(archive: ZipArchive, part: string): ReadonlyMap<string, SheetBox> {
  const boxes = new Map<string, SheetBox>()
  let [shape, words, isBox, isTicked] = ['', '', false, false]
  let inside: 'words' | 'tick' | null = null
  readXml(archive, part, {
    open(name, attributes) {
      if (name === 'v:shape') {
        shape = /(\d+)$/.exec(attributes['id'] ?? '')?.[1] ?? ''
        ;[words, isBox, isTicked] = ['', false, false]
      } else if (name === 'v:textbox') inside = 'words'
      else if (name === 'x:ClientData') isBox = /^(?:Checkbox|Radio)$/i.test(attributes['ObjectType'] ?? '')
      else if (name === 'x:Checked') inside = 'tick'
    },
    close(name) {
      if (name === 'v:textbox' || name === 'x:Checked') inside = null
      else if (name === 'v:shape' && isBox && shape !== '' && boxes.size < maxBoxes)
        boxes.set(shape, { sign: boxSign(isTicked), words: words.replace(/\s+/g, ' ').trim() })
    },
    text(text) {
      if (inside === 'tick') isTicked = text.trim() === '1'
      else if (inside === 'words' && words.length < longestWords) words += text
    },
  })
  return boxes
}
