import type { Format } from './format.ts'
import { isDoc, isDocx, isHtml, isMarkdown, isPdf, isPlainText } from './recognise.ts'

/*
 * The formats that can be read, one row each. Detection, the reading processes and the sentences that list them take all
 * they know from here: a new format is a row and a folder with its engine. No file is recognised
 * by two rows.
 */

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const doc = 'application/msword'

export const formats: readonly Format[] = [
  {
    type: 'application/pdf',
    name: 'PDF',
    extensions: ['pdf'],
    recognise: isPdf,
    load: async () => (await import('../pdf/pdf-engine.ts')).extractPdf,
  },
  {
    type: docx,
    name: 'DOCX',
    extensions: ['docx', 'docm', 'dotx'],
    family: 'office',
    recognise: (subject) => isDocx(subject, docx),
    load: async () => (await import('../docx/docx-engine.ts')).extractDocx,
  },
  {
    type: doc,
    name: 'DOC',
    extensions: ['doc', 'dot'],
    family: 'office',
    recognise: (subject) => isDoc(subject, doc),
    load: async () => (await import('../doc/doc-engine.ts')).extractDoc,
  },
  {
    type: 'text/plain',
    name: 'plain text',
    listedAs: 'TXT',
    extensions: ['txt', 'text'],
    isText: true,
    recognise: isPlainText,
    load: async () => (await import('../text/plain-text-engine.ts')).extractPlainText,
  },
  {
    type: 'text/markdown',
    name: 'Markdown',
    extensions: ['md', 'markdown'],
    isText: true,
    recognise: isMarkdown,
    load: async () => (await import('../markdown/markdown-engine.ts')).extractMarkdown,
  },
  {
    type: 'text/html',
    name: 'HTML',
    extensions: ['html', 'htm', 'xhtml'],
    isText: true,
    recognise: isHtml,
    load: async () => (await import('../html/html-engine.ts')).extractHtml,
  },
]

/** The format of a media type. */
export function formatOf(type: string): Format | undefined {
  return formats.find((format) => format.type === type)
}

/** `PDF`, `DOCX`, …: what can be uploaded, for a person. */
export function supportedNames(): readonly string[] {
  return formats.map(({ name, listedAs }) => listedAs ?? name)
}
