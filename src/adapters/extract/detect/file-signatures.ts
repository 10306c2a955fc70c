/** Types that are read as text and shade into each other. */
export const textFamily: ReadonlySet<string> = new Set(['text/plain', 'text/markdown', 'text/html'])

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What a file name's ending promises. Endings of plain text formats (CSV, LOG, …) promise nothing: they are read as text. */
const claims: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx,
  docm: docx,
  dotx: docx,
  doc: 'application/msword',
  dot: 'application/msword',
  txt: 'text/plain',
  text: 'text/plain',
  md: 'text/markdown',
  markdown: 'text/markdown',
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'text/html',
  xlsx: 'XLSX',
  xls: 'XLS',
  pptx: 'PPTX',
  ppt: 'PPT',
  odt: 'ODT',
  ods: 'ODS',
  epub: 'EPUB',
  rtf: 'RTF',
  zip: 'ZIP',
  png: 'PNG',
  jpg: 'JPEG',
  jpeg: 'JPEG',
  gif: 'GIF',
  tif: 'TIFF',
  tiff: 'TIFF',
  msg: 'MSG',
  exe: 'EXE',
}

const typeNames: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  [docx]: 'DOCX',
  'application/msword': 'DOC',
  'text/plain': 'plain text',
  'text/markdown': 'Markdown',
  'text/html': 'HTML',
}

export function claimedType(fileName: string): string | null {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(claims, ending) ? (claims[ending] ?? null) : null
}

/** A type as people call it; names of unsupported kinds are their own. */
export function nameOfType(type: string): string {
  return typeNames[type] ?? type
}

const signatures: readonly (readonly [readonly number[], string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0x49, 0x49, 0x2a, 0x00], 'a TIFF image'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'a TIFF image'],
  [[0x42, 0x4d], 'a BMP image'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x42, 0x5a, 0x68], 'a bzip2 archive'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
  [[0x4d, 0x5a, 0x90, 0x00], 'a Windows program'],
  [[0x49, 0x44, 0x33], 'an MP3 sound file'],
  [[0x4f, 0x67, 0x67, 0x53], 'an Ogg file'],
  [[0x25, 0x21, 0x50, 0x53], 'a PostScript file'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database'],
  [[0xdb, 0xa5, 0x2d, 0x00], 'a Word 2 document'],
]

/** The usual binary files by their first bytes, as a phrase; null when none matches. */
export function binaryName(head: Uint8Array): string | null {
  const found = signatures.find(([bytes]) => bytes.every((byte, at) => head[at] === byte))?.[1]
  if (found === 'a BMP image') return head.subarray(0, 512).includes(0) ? found : null
  if (found !== undefined) return found
  const tag = String.fromCharCode(...head.subarray(4, 8))
  if (tag === 'ftyp') return 'a video or HEIC image'
  const riff = String.fromCharCode(...head.subarray(0, 4)) === 'RIFF'
  return riff
    ? String.fromCharCode(...head.subarray(8, 12)) === 'WEBP'
      ? 'a WebP image'
      : 'a sound or video file'
    : null
}
