import type { FileSubject, UnreadKind } from './format.ts'
import { looksLikeHtml, looksLikeJson } from './text-structure.ts'

/** Kinds of files people upload by mistake, so that the refusal can name them. */
export const unreadKinds: readonly UnreadKind[] = [
  zipKind('XLSX', 'an Excel workbook (XLSX)', ['xlsx'], (names) => some(names, 'xl/')),
  zipKind('PPTX', 'a PowerPoint presentation (PPTX)', ['pptx'], (names) => some(names, 'ppt/')),
  zipKind(
    'ODT',
    'an OpenDocument file (ODT, ODS or ODP)',
    ['odt', 'ods', 'odp'],
    (names) => names.includes('mimetype') && some(names, 'content.xml'),
  ),
  zipKind('EPUB', 'an e-book (EPUB)', ['epub'], (names) => names.includes('mimetype')),
  oleKind('XLS', 'an Excel workbook (XLS)', ['xls'], (name) => name === 'Workbook' || name === 'Book'),
  oleKind('PPT', 'a PowerPoint presentation (PPT)', ['ppt'], (name) => name === 'PowerPoint Document'),
  oleKind('MSG', 'an Outlook message (MSG)', ['msg'], (name) => name.startsWith('__properties_version')),
  textKind('RTF', 'a Rich Text file (RTF)', ['rtf'], (text) => /^\s*\{\\rtf/.test(text)),
  textKind('SVG', 'an SVG image', ['svg'], (text) => /^\s*<svg[\s>]/i.test(text)),
  // Pages can be XML too.
  textKind(
    'XML',
    'an XML file',
    [],
    (text, claimed) => /^\s*<\?xml\s/.test(text) && claimed !== 'text/html' && !looksLikeHtml(text),
  ),
  // Under a name that says text it is taken as such; otherwise its braces would only push themselves in front of answers.
  textKind('JSON', 'a JSON file', [], (text, claimed) => claimed === null && looksLikeJson(text)),
  namedOnly('ZIP', ['zip']),
  namedOnly('PNG', ['png']),
  namedOnly('JPEG', ['jpg', 'jpeg']),
  namedOnly('GIF', ['gif']),
  namedOnly('TIFF', ['tif', 'tiff']),
  namedOnly('EXE', ['exe']),
]

/** What the file is, when it is one of the kinds that are known and not read. */
export function unreadKindOf(subject: FileSubject): UnreadKind | undefined {
  return unreadKinds.find((kind) => kind.recognise(subject))
}

function some(names: readonly string[], prefix: string): boolean {
  return names.some((name) => name.startsWith(prefix))
}

function zipKind(
  name: string,
  phrase: string,
  extensions: readonly string[],
  holds: (names: readonly string[]) => boolean,
): UnreadKind {
  return { name, phrase, extensions, recognise: (subject) => holds(subject.zip()?.names ?? []) }
}

function oleKind(
  name: string,
  phrase: string,
  extensions: readonly string[],
  isItsStream: (name: string) => boolean,
): UnreadKind {
  return { name, phrase, extensions, recognise: (subject) => subject.oleStreams()?.some(isItsStream) === true }
}

function textKind(
  name: string,
  phrase: string,
  extensions: readonly string[],
  matches: (text: string, claimed: string | null) => boolean,
): UnreadKind {
  const recognise = (subject: FileSubject): boolean => {
    const text = subject.text()
    return text !== null && matches(text, subject.claimed)
  }
  return { name, phrase, extensions, recognise }
}

/** Known by the ending of its name; its content is known by its first bytes (`file-signatures.ts`). */
function namedOnly(name: string, extensions: readonly string[]): UnreadKind {
  return { name, phrase: name, extensions, recognise: () => false }
}
