import { htmlDrafts } from '../html/html-drafts.ts'
import type { Draft } from '../layout/draft.ts'
import { readRtf } from '../rtf/read-rtf.ts'
import { decodeText } from '../text/decode-text.ts'
import { plainDrafts } from '../text/plain-drafts.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { chartDrafts } from './chart-drafts.ts'
import { htmlOfMime } from './mime-html.ts'
import { nestedDrafts } from './nested-docx.ts'
import { readXml } from '../containers/read-xml.ts'

/** A part beside the body is read whole; larger ones are left out. */
const maxChunkBytes = 8 * 1024 * 1024

/** Text of a part that stands where the body refers to it; null when it is of a kind that is not read. */
export function readBesidePart(archive: ZipArchive, type: string, name: string): readonly Draft[] | null {
  if (type === 'chart') return chartDrafts(archive, name)
  if (type === 'diagramData') return diagramDrafts(archive, name)
  return type === 'aFChunk' ? chunkDrafts(archive, name) : null
}

/** The texts of the shapes of a diagram (SmartArt), one a paragraph. */
function diagramDrafts(archive: ZipArchive, part: string): readonly Draft[] {
  const drafts: Draft[] = []
  let text = ''
  let inText = false
  readXml(archive, part, {
    open(name) {
      inText = name === 'a:t'
    },
    close(name) {
      inText = false
      if (name !== 'a:p') return
      if (text.trim() !== '') drafts.push({ kind: 'list-item', text: `- ${text.trim()}` })
      text = ''
    },
    text(piece) {
      if (inText) text += piece
    },
  })
  return drafts
}

/** Reports are often a frame around a page in another format. */
function chunkDrafts(archive: ZipArchive, part: string): readonly Draft[] | null {
  const pieces: Uint8Array[] = []
  let bytes = 0
  archive.stream(part, (piece) => {
    bytes += piece.length
    if (bytes <= maxChunkBytes) pieces.push(Uint8Array.from(piece))
  })
  if (bytes > maxChunkBytes) return null
  const content = Buffer.concat(pieces)
  const head = content.toString('latin1', 0, 1_000).trimStart()
  if (head.startsWith('PK')) return nestedDrafts(content, archive.budget)
  if (/^(?:mime-version|from|content-type):/im.test(head)) {
    const html = htmlOfMime(content)
    return html === null ? null : htmlDrafts(html, { skipNavigation: false }).drafts
  }
  if (/^\s*\{\\rtf/.test(head)) return readRtf(content.toString('latin1'), archive.budget.spend).drafts
  const text = decodeText(content)
  return /<(?:html|body|p|div|table|span)\b/i.test(head)
    ? htmlDrafts(text, { skipNavigation: false }).drafts
    : plainDrafts(text)
}
