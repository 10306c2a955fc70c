import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { FileType } from '../src/domain/extracted.ts'
import { escapeXml, writeDocx, type DocxPart } from './corpus-docx.ts'
import { LINES_PER_PAGE, wrapLines, writePdf, type PdfLine } from './corpus-pdf.ts'
import { ordinal, textSource, type TextSource } from './corpus-text.ts'

export const corpusFormats = ['pdf', 'docx', 'html', 'md', 'txt'] as const
export type CorpusFormat = (typeof corpusFormats)[number]

export const fileTypeOf: Readonly<Record<CorpusFormat, FileType>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  md: 'text/markdown',
  txt: 'text/plain',
}

export interface CorpusFile {
  readonly path: string
  readonly name: string
  readonly format: CorpusFormat
  readonly bytes: number
  /** Real pages of a PDF; of other formats, so many words as make a page. */
  readonly pages: number
}

/** Words on a page, for formats that have none. */
const WORDS_PER_PAGE = 450
const WORDS_PER_PARAGRAPH = 70
const PARAGRAPHS_PER_SECTION = 3

interface Section {
  readonly heading: string
  readonly paragraphs: readonly string[]
  readonly table: readonly (readonly string[])[] | null
}

/** Writes one document of about `pages` pages. Same seed, same bytes. */
export async function writeDocument(
  folder: string,
  options: { readonly format: CorpusFormat; readonly pages: number; readonly seed: number },
): Promise<CorpusFile> {
  const { format, pages, seed } = options
  const source = textSource(seed)
  const title = `${source.heading()} ${seed}`
  const sections = makeSections(source, pages)
  const bytes = writers[format](title, sections, pages)
  const name = `${title.replaceAll(' ', '-')}.${format}`
  const target = path.join(folder, name)
  await writeFile(target, bytes)
  return { path: target, name, format, bytes: bytes.length, pages }
}

/** `count` documents, the formats in turn. */
export async function writeCorpus(
  folder: string,
  options: { readonly count: number; readonly pages: number; readonly seed: number },
): Promise<readonly CorpusFile[]> {
  const files: CorpusFile[] = []
  for (let index = 0; index < options.count; index += 1) {
    const format = corpusFormats[index % corpusFormats.length] ?? 'txt'
    files.push(await writeDocument(folder, { format, pages: options.pages, seed: options.seed + index }))
  }
  return files
}

function makeSections(source: TextSource, pages: number): readonly Section[] {
  const perSection = WORDS_PER_PARAGRAPH * PARAGRAPHS_PER_SECTION
  return Array.from({ length: Math.max(1, Math.round((pages * WORDS_PER_PAGE) / perSection)) }, (_, index) => ({
    heading: source.heading(),
    paragraphs: Array.from({ length: PARAGRAPHS_PER_SECTION }, () => source.paragraph(WORDS_PER_PARAGRAPH)),
    table: index % 8 === 7 ? makeTable(source) : null,
  }))
}

function makeTable(source: TextSource): readonly (readonly string[])[] {
  const rows = Array.from({ length: 4 }, () => [source.name(), String(source.below(10_000)), source.heading()])
  return [['Nombre', 'Importe', 'Concepto'], ...rows]
}

type Writer = (title: string, sections: readonly Section[], pages: number) => Buffer

const writers: Readonly<Record<CorpusFormat, Writer>> = { pdf, docx, html, md, txt }

/** Sections fill a little more than the pages asked for; the rest is cut, so that the number of pages is exact. */
function pdf(title: string, sections: readonly Section[], count: number): Buffer {
  const lines: PdfLine[] = []
  for (const [index, section] of sections.entries()) {
    lines.push({ text: `${index + 1}. ${section.heading}`, heading: true })
    for (const paragraph of section.paragraphs) {
      lines.push(...wrapLines(paragraph).map((text) => ({ text, heading: false })), { text: '', heading: false })
    }
    for (const row of section.table ?? []) lines.push({ text: row.join('   '), heading: false })
  }
  const pages = Array.from({ length: count }, (_, page) =>
    lines.slice(page * LINES_PER_PAGE, (page + 1) * LINES_PER_PAGE),
  )
  return writePdf(title, pages)
}

function docx(title: string, sections: readonly Section[]): Buffer {
  const parts: DocxPart[] = [{ kind: 'heading', level: 1, text: title }]
  for (const section of sections) {
    parts.push({ kind: 'heading', level: 2, text: section.heading })
    for (const text of section.paragraphs) parts.push({ kind: 'paragraph', text })
    if (section.table !== null) parts.push({ kind: 'table', rows: section.table })
  }
  return writeDocx(parts)
}

function html(title: string, sections: readonly Section[]): Buffer {
  const body = sections.map(({ heading, paragraphs, table }) => {
    const rows = (table ?? []).map((row) => `<tr>${row.map((cell) => `<td>${escapeXml(cell)}</td>`).join('')}</tr>`)
    const grid = table === null ? '' : `<table>${rows.join('\n')}</table>`
    return `<h2>${escapeXml(heading)}</h2>\n${paragraphs.map((text) => `<p>${escapeXml(text)}</p>`).join('\n')}\n${grid}`
  })
  const page =
    `<!doctype html><html lang="es"><head><meta charset="utf-8"><title>${escapeXml(title)}</title>` +
    '<style>body{margin:2em}</style></head><body><nav><a href="/">Inicio</a> <a href="/mapa">Mapa</a></nav>' +
    `<main><article><h1>${escapeXml(title)}</h1>${body.join('\n')}</article></main>` +
    '<footer>Aviso legal</footer><script>var visits = 1</script></body></html>'
  return Buffer.from(page)
}

function md(title: string, sections: readonly Section[]): Buffer {
  const body = sections.map(({ heading, paragraphs, table }) => {
    const rows = (table ?? []).map((row) => `| ${row.join(' | ')} |`)
    const grid = rows.length === 0 ? '' : `\n\n${rows[0]}\n|---|---|---|\n${rows.slice(1).join('\n')}`
    return `## ${heading}\n\n${paragraphs.join('\n\n')}${grid}`
  })
  return Buffer.from(`# ${title}\n\n${body.join('\n\n')}\n`)
}

function txt(title: string, sections: readonly Section[]): Buffer {
  const body = sections.map(({ heading, paragraphs }, index) => {
    const chapter = index % 10 === 0 ? `CAPÍTULO ${ordinal(index / 10).toUpperCase()}\n\n` : ''
    return `${chapter}Artículo ${index + 1}. ${heading}\n\n${paragraphs.join('\n\n')}`
  })
  return Buffer.from(`${title.toUpperCase()}\n\n${body.join('\n\n')}\n`)
}
