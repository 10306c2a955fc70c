import { SaxesParser } from 'saxes'
import type { SaxesTagPlain } from 'saxes'
import { AppError } from '../../../domain/errors.ts'
import type { DocxArchive } from './docx-archive.ts'

/** Word nests some tens of elements; a document written to exhaust a parser nests thousands. */
const maxDepth = 400
/** A damaged part may still hold most of the text; one that is wrong everywhere holds none. */
const maxErrors = 50

const knownPrefixes: readonly (readonly [RegExp, string])[] = [
  [/\/wordprocessingml\/(?:2006\/)?main$/, 'w'],
  [/\/markup-compatibility\/2006$/, 'mc'],
  [/\/officeDocument\/(?:2006\/)?math$/, 'm'],
]

export interface XmlHandler {
  /** `name` carries Word's usual prefix whatever the file calls it. */
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text?(text: string): void
}

export interface XmlResult {
  readonly found: boolean
  /** The part is not well-formed; what could be read was reported. */
  readonly damaged: boolean
}

/**
 * Streams one XML part of a DOCX through a handler. Entities declared in the document are never expanded.
 * @throws AppError `too_complex` past 400 levels, `corrupt_file`, `archive_bomb`
 */
export function readXml(archive: DocxArchive, part: string, handler: XmlHandler): XmlResult {
  const parser = new SaxesParser()
  const decoder = new TextDecoder()
  let depth = 0
  let errors = 0
  let rename: ReadonlyMap<string, string> | null = null
  const nameOf = (name: string): string => (rename === null ? name : renamed(name, rename))

  parser.on('error', () => {
    errors++
    if (errors <= maxErrors) return
    throw new AppError('corrupt_file', 'The DOCX file is damaged: its text is not readable. Save it again from Word.')
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    if (depth === 0) rename = prefixes(tag.attributes)
    depth++
    if (depth > maxDepth) {
      throw new AppError(
        'too_complex',
        `The DOCX file nests more than ${maxDepth} elements, which no real document does.`,
      )
    }
    handler.open(nameOf(tag.name), attributesOf(tag.attributes, rename))
  })
  parser.on('closetag', (tag: SaxesTagPlain) => {
    depth--
    handler.close(nameOf(tag.name))
  })
  parser.on('text', (text) => handler.text?.(text))
  parser.on('cdata', (text) => handler.text?.(text))

  const found = archive.stream(part, (piece) => parser.write(decoder.decode(piece, { stream: true })))
  if (found) parser.close()
  return { found, damaged: errors > 0 }
}

/** Null when the file uses Word's own prefixes, as nearly all do. */
function prefixes(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> | null {
  const map = new Map<string, string>()
  for (const [name, uri] of Object.entries(attributes)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    const own = name === 'xmlns' ? '' : name.slice(6)
    const usual = knownPrefixes.find(([pattern]) => pattern.test(uri))?.[1]
    if (usual !== undefined && usual !== own) map.set(own, usual)
  }
  return map.size === 0 ? null : map
}

function renamed(name: string, map: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':')
  const prefix = map.get(colon === -1 ? '' : name.slice(0, colon))
  return prefix === undefined ? name : `${prefix}:${name.slice(colon + 1)}`
}

function attributesOf(
  attributes: Readonly<Record<string, string>>,
  rename: ReadonlyMap<string, string> | null,
): Readonly<Record<string, string>> {
  if (rename === null) return attributes
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name.includes(':') ? renamed(name, rename) : name, value]),
  )
}
