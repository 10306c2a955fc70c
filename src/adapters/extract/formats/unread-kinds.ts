import type { FileSubject, UnreadKind } from './format.ts'
import { looksLikeHtml, looksLikeJson, xmlKindOf } from './text-structure.ts'

/** Kinds of files people upload by mistake, so that the refusal can name them. */
export const unreadKinds: readonly UnreadKind[] = [
  zipKind('XLSB', 'a binary Excel workbook (XLSB)', ['xlsb'], (names) => names.includes('xl/workbook.bin')),
  oleKind('PPT', 'a PowerPoint presentation (PPT)', ['ppt', 'pps'], (name) => name === 'PowerPoint Document'),
  textKind('SVG', 'an SVG image', ['svg'], (text) => /^\s*<svg[\s>]/i.test(text)),
  // Pages can be XML too.
  textKind(
    'XML',
    'an XML file',
    [],
    (text, claimed) =>
      /^\s*<\?xml\s/.test(text) &&
      claimed !== 'text/html' &&
      !looksLikeHtml(text) &&
      (xmlKindOf(text) ?? 'other-office') === 'other-office',
  ),
  // Under a name that says text it is taken as such; otherwise its braces would only push themselves in front of answers.
  textKind('JSON', 'a JSON file', [], (text, claimed) => claimed === null && looksLikeJson(text)),
  namedOnly('ZIP', ['zip']),
  namedOnly('GIF', ['gif']),
  namedOnly('EXE', ['exe']),
]

/** What the file is, when it is one of the kinds that are known and not read. */
export function unreadKindOf(subject: FileSubject): UnreadKind | undefined {
  return unreadKinds.find((kind) => kind.recognise(subject))
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
