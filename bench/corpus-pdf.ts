import { deflateSync } from 'node:zlib'

// PDF files as a plain text system would write them: A4, Helvetica, one column, running head and page number.

export interface PdfLine {
  readonly text: string
  readonly heading: boolean
}

/** Lines that fit on one page below the running head. */
export const LINES_PER_PAGE = 46
/** Between the margins, in thousandths of an 11 pt em. */
const LINE_WIDTH = (475 / 11) * 1000

/** Advance widths of Helvetica's letters (Adobe's font metrics); the others are near enough to these. */
const widths: readonly (readonly [letters: string, width: number])[] = [
  ['ijlíì', 222],
  [" .,;:()!ftIÍ'", 278],
  ['r-', 333],
  ['ckvxyszç', 500],
  ['w', 722],
  ['m', 833],
  ['ABEKPSVXYÁÉ', 667],
  ['CDHNRUÚÑ', 722],
  ['GOQÓ', 778],
]
const widthOf = new Map(widths.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)))
const USUAL_WIDTH = 556

/** Breaks a paragraph into lines as a word processor does. */
export function wrapLines(text: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  let width = 0
  for (const word of text.split(' ')) {
    const added = [...` ${word}`].reduce((sum, letter) => sum + (widthOf.get(letter) ?? USUAL_WIDTH), 0)
    if (line !== '' && width + added > LINE_WIDTH) {
      lines.push(line)
      line = ''
      width = 0
    }
    line = line === '' ? word : `${line} ${word}`
    width += added
  }
  return line === '' ? lines : [...lines, line]
}

/** Windows code page 1252 covers Spanish; the text model writes nothing else. */
function literal(text: string): Buffer {
  const escaped = text.replace(/[\\()]/g, (character) => `\\${character}`)
  return Buffer.from(`(${escaped})`, 'latin1')
}

/** One PDF with a page for each list of lines. */
export function writePdf(title: string, pages: readonly (readonly PdfLine[])[]): Buffer {
  const objects: Buffer[] = []
  const add = (body: Buffer | string): number =>
    objects.push(typeof body === 'string' ? Buffer.from(body, 'latin1') : body)
  const catalog = add('<< /Type /Catalog /Pages 2 0 R >>')
  add('') // the page tree, number 2, written when its children are known
  const regular = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  const bold = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>')
  const fonts = `<< /Font << /F1 ${regular} 0 R /F2 ${bold} 0 R >> >>`
  const children = pages.map((lines, index) => {
    const content = add(stream(pageContent(title, lines, index + 1)))
    return add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources ${fonts} /Contents ${content} 0 R >>`)
  })
  const kids = children.map((number) => `${number} 0 R`).join(' ')
  objects[1] = Buffer.from(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`)
  const info = add(Buffer.concat([Buffer.from('<< /Title '), literal(title), Buffer.from(' >>')]))
  return assemble(objects, `/Root ${catalog} 0 R /Info ${info} 0 R`)
}

function pageContent(title: string, lines: readonly PdfLine[], number: number): Buffer {
  const parts: Buffer[] = [Buffer.from('BT /F1 9 Tf 60 800 Td '), literal(title), Buffer.from(' Tj ET\n')]
  parts.push(Buffer.from('BT 1 0 0 1 60 765 Tm 15.5 TL\n'))
  for (const line of lines) {
    parts.push(Buffer.from(line.heading ? '/F2 14 Tf ' : '/F1 11 Tf '), literal(line.text), Buffer.from(' Tj T*\n'))
  }
  parts.push(Buffer.from(`ET\nBT /F1 9 Tf 290 30 Td (${number}) Tj ET\n`))
  return Buffer.concat(parts)
}

function stream(content: Buffer): Buffer {
  const packed = deflateSync(content)
  const head = `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')])
}

function assemble(objects: readonly Buffer[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets: number[] = []
  let position = parts[0]?.length ?? 0
  const push = (part: Buffer): void => {
    parts.push(part)
    position += part.length
  }
  for (const [index, body] of objects.entries()) {
    offsets.push(position)
    push(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
  }
  const start = position
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`))
  push(Buffer.from(`trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`))
  return Buffer.concat(parts)
}
