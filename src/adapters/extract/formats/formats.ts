import type { FileSubject, Format } from './format.ts'
import {
  isCsv,
  isHtml,
  isImage,
  isMail,
  isMailbox,
  isMarkdown,
  isPdf,
  isPlainText,
  isRtf,
  isWebArchive,
  isXmlOf,
} from './recognise.ts'
import type { OdfKind } from './text-structure.ts'
import { isOffice, isOle, isPackaged } from './recognise-packed.ts'

/*
 * The formats that can be read, one row each. Detection, the reading processes and the sentences that list them take all
 * they know from here: a new format is a row and a folder with its engine. No file is recognised
 * by two rows.
 */

const office = 'application/vnd.openxmlformats-officedocument'
const docx = `${office}.wordprocessingml.document`
const xlsx = `${office}.spreadsheetml.sheet`
const pptx = `${office}.presentationml.presentation`
const openDocument = 'application/vnd.oasis.opendocument' as const
const doc = 'application/msword'
const xls = 'application/vnd.ms-excel'
const msg = 'application/vnd.ms-outlook'
const epub = 'application/epub+zip'

export const formats: readonly Format[] = [
  {
    type: 'application/pdf',
    name: 'PDF',
    extensions: ['pdf'],
    recognise: isPdf,
    load: async () => (await import('../pdf/pdf-engine.ts')).extractPdf,
    loadPictures: async () => (await import('../pdf/page-picture.ts')).pdfPagePicture,
    loadImages: async () => (await import('../pdf/page-image.ts')).pdfPageImage,
  },
  {
    type: docx,
    name: 'DOCX',
    extensions: ['docx', 'docm', 'dotx'],
    family: 'office',
    recognise: (subject) => isOffice(subject, docx, 'word') || isXmlOf(subject, 'word'),
    load: async () => (await import('../docx/docx-engine.ts')).extractDocx,
  },
  {
    type: doc,
    name: 'DOC',
    extensions: ['doc', 'dot'],
    family: 'office',
    opensText: true,
    recognise: (subject) => isOle(subject, doc, (name) => /^worddocument$/i.test(name)),
    load: async () => (await import('../doc/doc-engine.ts')).extractDoc,
  },
  {
    type: xlsx,
    name: 'XLSX',
    extensions: ['xlsx', 'xlsm', 'xltx', 'xltm'],
    family: 'office',
    recognise: (subject) => isOffice(subject, xlsx, 'xl'),
    load: async () => (await import('../xlsx/xlsx-engine.ts')).extractXlsx,
  },
  {
    type: xls,
    name: 'XLS',
    extensions: ['xls', 'xlt'],
    family: 'office',
    opensText: true,
    recognise: (subject) =>
      isOle(subject, xls, (name) => /^(?:workbook|book)$/i.test(name)) || isXmlOf(subject, 'workbook'),
    load: async () => (await import('../xls/xls-engine.ts')).extractXls,
  },
  {
    type: 'text/csv',
    name: 'CSV',
    extensions: ['csv', 'tsv', 'tab'],
    isText: true,
    recognise: isCsv,
    load: async () => (await import('../csv/csv-engine.ts')).extractCsv,
  },
  {
    type: pptx,
    name: 'PPTX',
    extensions: ['pptx', 'pptm', 'ppsx', 'ppsm', 'potx', 'potm'],
    family: 'office',
    recognise: (subject) => isOffice(subject, pptx, 'ppt'),
    load: async () => (await import('../pptx/pptx-engine.ts')).extractPptx,
  },
  {
    type: `${openDocument}.text`,
    name: 'ODT',
    extensions: ['odt', 'ott', 'fodt'],
    family: 'office',
    recognise: (subject) => isOpenDocument(subject, `${openDocument}.text`),
    load: async () => (await import('../odf/odt-engine.ts')).extractOdt,
  },
  {
    type: `${openDocument}.spreadsheet`,
    name: 'ODS',
    extensions: ['ods', 'ots', 'fods'],
    family: 'office',
    recognise: (subject) => isOpenDocument(subject, `${openDocument}.spreadsheet`),
    load: async () => (await import('../odf/ods-engine.ts')).extractOds,
  },
  {
    type: `${openDocument}.presentation`,
    name: 'ODP',
    extensions: ['odp', 'otp', 'fodp'],
    family: 'office',
    recognise: (subject) => isOpenDocument(subject, `${openDocument}.presentation`),
    load: async () => (await import('../odf/odt-engine.ts')).extractOdp,
  },
  {
    type: 'application/rtf',
    name: 'RTF',
    extensions: ['rtf'],
    family: 'office',
    recognise: isRtf,
    load: async () => (await import('../rtf/rtf-engine.ts')).extractRtf,
  },
  {
    type: epub,
    name: 'EPUB',
    extensions: ['epub'],
    recognise: (subject) => isPackaged(subject, epub),
    load: async () => (await import('../epub/epub-engine.ts')).extractEpub,
  },
  {
    type: 'message/rfc822',
    name: 'EML',
    extensions: ['eml', 'emlx'],
    family: 'mail',
    recognise: isMail,
    load: async () => (await import('../mail/mail-engine.ts')).extractMail,
    loadParts: async () => (await import('../mail/detach-part.ts')).detachOfMail,
  },
  {
    type: msg,
    name: 'MSG',
    extensions: ['msg', 'oft'],
    recognise: (subject) => isOle(subject, msg, (name) => name.startsWith('__properties_version')),
    load: async () => (await import('../msg/msg-engine.ts')).extractMsg,
    loadParts: async () => (await import('../msg/msg-engine.ts')).detachOfMsg,
  },
  {
    type: 'application/mbox',
    name: 'MBOX',
    extensions: ['mbox', 'mbx'],
    family: 'mail',
    recognise: isMailbox,
    load: async () => (await import('../mail/mail-engine.ts')).extractMbox,
    loadParts: async () => (await import('../mail/detach-part.ts')).detachOfMbox,
  },
  {
    type: 'multipart/related',
    name: 'MHT',
    extensions: ['mht', 'mhtml'],
    recognise: isWebArchive,
    load: async () => (await import('../mail/mail-engine.ts')).extractWebArchive,
  },
  ...imageFormats(
    ['image/png', 'PNG', 'png'],
    ['image/jpeg', 'JPEG', 'jpg', 'jpeg'],
    ['image/tiff', 'TIFF', 'tif', 'tiff'],
  ),
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

/** In a zip, or as one piece of XML. */
function isOpenDocument(subject: FileSubject, type: OdfKind): boolean {
  return isPackaged(subject, type) || isXmlOf(subject, type)
}

/** Pictures of pages: nothing but what OCR finds in them. */
function imageFormats(...kinds: readonly (readonly [string, string, ...string[]])[]): readonly Format[] {
  return kinds.map(([type, name, ...extensions]) => ({
    type,
    name,
    extensions,
    recognise: (subject) => isImage(subject, type),
    load: async () => (await import('../image/image-engine.ts')).refuseImage,
    loadPictures: async () => (await import('../image/image-picture.ts')).imagePicture,
  }))
}

/** The format of a media type. */
export function formatOf(type: string): Format | undefined {
  return formats.find((format) => format.type === type)
}

/** `PDF`, `DOCX`, …: what can be uploaded, for a person. */
export function supportedNames(): readonly string[] {
  return formats.map(({ name, listedAs }) => listedAs ?? name)
}
