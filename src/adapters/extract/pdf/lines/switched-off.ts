import { objectOf } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import type { Surface } from './page-surface.ts'

/** What marks the content of a layer, which its reader may switch off (PDF 32000-1, 8.11.3). */
const layer = 'OC'
/** UTF-16, with the closing zero. */
const bytesOfName = (layer.length + 1) * 2

/**
 * Tells of a line of a layer whether nothing of its first and its last letter is drawn: the layer is switched off. PDFium draws what is
 * on, and does not say which layers are.
 */
export function createSwitchedOff(access: CharAccess, shownAt: Surface): (first: number, last: number) => boolean {
  const known = new Map<number, boolean>()
  const isOfLayer = (index: number): boolean => {
    const object = objectOf(access, index)
    const before = known.get(object)
    if (before !== undefined) return before
    const found = object !== 0 && hasLayerMark(access, object)
    known.set(object, found)
    return found
  }
  return (first, last) => isOfLayer(first) && isOfLayer(last) && shownAt(first) === 0 && shownAt(last) === 0
}

function hasLayerMark({ pdfium, scratch }: CharAccess, object: number): boolean {
  const { api } = pdfium
  const count = api.FPDFPageObj_CountMarks(object)
  for (let index = 0; index < count; index++) {
    const mark = api.FPDFPageObj_GetMark(object, index)
    // A longer name is another one.
    if (!api.FPDFPageObjMark_GetName(mark, scratch + 4, bytesOfName, scratch)) continue
    if (pdfium.int32(scratch) === bytesOfName && pdfium.utf16(scratch + 4, layer.length) === layer) return true
  }
  return false
}
