import { htmlDrafts } from '../html/html-drafts.ts'
import type { Draft } from '../layout/draft.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import { readRtf } from '../rtf/read-rtf.ts'
import { decodeText } from '../text/decode-text.ts'
import { plainDrafts } from '../text/plain-drafts.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { htmlOfMime } from './mime-html.ts'
import { nestedDrafts } from './nested-docx.ts'
import { readXml } from '../containers/read-xml.ts'

/** A part beside the body is read whole; larger ones are left out. */
const maxChunkBytes = 8 * 1024 * 1024
const maxPoints = 10_000

/** Text of a part that stands where the body refers to it; null when it is of a kind that is not read. */
export function readBesidePart(archive: ZipArchive, type: string, name: string): readonly Draft[] | null {
  if (type === 'chart') return chartDrafts(archive, name)
  if (type === 'diagramData') return diagramDrafts(archive, name)
  return type === 'aFChunk' ? chunkDrafts(archive, name) : null
}

interface Series {
  name: string
  readonly categories: string[]
  readonly values: string[]
}

/** The title of a chart and the numbers it shows, as a table with a column for each series. */
function chartDrafts(archive: ZipArchive, part: string): readonly Draft[] {
  const series: Series[] = []
  const path: string[] = []
  let title = ''
  readXml(archive, part, {
    open(name) {
      path.push(name)
      if (name === 'c:ser') series.push({ name: '', categories: [], values: [] })
    },
    close() {
      path.pop()
    },
    text(text) {
      const last = path.at(-1)
      const of = path.findLast((name) => ['c:tx', 'c:cat', 'c:val', 'c:xVal', 'c:yVal', 'c:title'].includes(name))
      const one = path.includes('c:ser') ? series.at(-1) : undefined
      if (last === 'a:t' && path.includes('c:title')) title += text
      else if (last !== 'c:v' || one === undefined || one.values.length + one.categories.length > maxPoints) return
      else if (of === 'c:tx') one.name += text
      else if (of === 'c:cat' || of === 'c:xVal') one.categories.push(text)
      else if (of === 'c:val' || of === 'c:yVal') one.values.push(text)
    },
  })
  const heading: Draft[] = title.trim() === '' ? [] : [{ kind: 'paragraph', text: title }]
  if (series.length === 0) return heading
  const categories = series[0]?.categories ?? []
  const length = series.reduce((most, { values }) => Math.max(most, values.length), 0)
  const head = { isHead: true, cells: [{ text: '' }, ...series.map(({ name }) => ({ text: name }))] }
  const rows = Array.from({ length }, (_, at) => ({
    cells: [{ text: categories[at] ?? '' }, ...series.map(({ values }) => ({ text: values[at] ?? '' }))],
  }))
  return [...heading, ...tableDrafts([head, ...rows])]
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
