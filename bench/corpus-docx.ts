import { strToU8, zipSync } from 'fflate'

export type DocxPart =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MEDIA = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** A small but complete DOCX: styles for headings, paragraphs in several runs, tables. */
export function writeDocx(parts: readonly DocxPart[]): Buffer {
  const body = parts.map(partXml).join('')
  const files = {
    '[Content_Types].xml': xml(
      `<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Override PartName="/word/document.xml" ContentType="${MEDIA}.document.main+xml"/>` +
        `<Override PartName="/word/styles.xml" ContentType="${MEDIA}.styles+xml"/></Types>`,
    ),
    '_rels/.rels': relationships(`${OFFICE}/officeDocument`, 'word/document.xml'),
    'word/_rels/document.xml.rels': relationships(`${OFFICE}/styles`, 'styles.xml'),
    'word/styles.xml': xml(`<w:styles xmlns:w="${WORD}">${[1, 2].map(styleXml).join('')}</w:styles>`),
    'word/document.xml': xml(`<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`),
  }
  return Buffer.from(zipSync(files, { level: 6, mtime: new Date('2026-01-01T00:00:00') }))
}

function xml(body: string): Uint8Array {
  return strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`)
}

function relationships(type: string, target: string): Uint8Array {
  return xml(
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${type}" Target="${target}"/></Relationships>`,
  )
}

function styleXml(level: number): string {
  return (
    `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/>` +
    `<w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`
  )
}

function partXml(part: DocxPart): string {
  if (part.kind === 'heading') return paragraph(part.text, `<w:pPr><w:pStyle w:val="Heading${part.level}"/></w:pPr>`)
  if (part.kind === 'paragraph') return paragraph(part.text, '')
  const rows = part.rows.map((row) => {
    const cells = row.map((cell) => `<w:tc>${paragraph(cell, '')}</w:tc>`)
    return `<w:tr>${cells.join('')}</w:tr>`
  })
  return `<w:tbl>${rows.join('')}</w:tbl>`
}

/** Word splits a paragraph into runs wherever someone edited it; two of them are enough to be realistic. */
function paragraph(text: string, properties: string): string {
  const middle = text.indexOf(' ', text.length / 2) + 1
  const runs = middle > 0 ? [text.slice(0, middle), text.slice(middle)] : [text]
  const body = runs.map((run) => `<w:r><w:t xml:space="preserve">${escapeXml(run)}</w:t></w:r>`)
  return `<w:p>${properties}${body.join('')}</w:p>`
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
