import { SaxesParser } from 'saxes'
import type { SaxesTagPlain } from 'saxes'
import { AppError } from '../../../domain/errors.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Office programs nest some tens of elements; a document written to exhaust a parser nests thousands. */
const maxDepth = 400
/** A damaged part may still hold most of the text; one that is wrong everywhere holds none. */
const maxErrors = 50
/** A file is given to the parser in pieces of this size. */
const pieceBytes = 64 * 1024

const knownPrefixes: readonly (readonly [RegExp, string])[] = [
  [/\/wordprocessingml\/(?:2006\/)?main$/, 'w'],
  [/\/office\/word\/2003\/(?:\d\/)?wordml$/, 'w'],
  [/\/markup-compatibility\/2006$/, 'mc'],
  [/\/officeDocument\/(?:2006\/)?math$/, 'm'],
  [/\/officeDocument\/(?:2006\/)?relationships$/, 'r'],
  [/\/drawingml\/(?:2006\/)?wordprocessingDrawing$/, 'wp'],
  [/\/drawingml\/(?:2006\/)?main$/, 'a'],
  [/\/drawingml\/(?:2006\/)?chart$/, 'c'],
  [/\/drawingml\/(?:2006\/)?diagram$/, 'dgm'],
  [/\/presentationml\/(?:2006\/)?main$/, 'p'],
  // Spreadsheets are written without a prefix.
  [/\/spreadsheetml\/(?:2006\/)?main$/, ''],
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
 * Streams one XML part of a packed document through a handler. Entities declared in the document are never expanded.
 * @throws AppError `too_complex` past 400 levels, `corrupt_file`, `archive_bomb`
 */
export function readXml(archive: ZipArchive, part: string, handler: XmlHandler): XmlResult {
  const reader = createXmlReader(archive.format, handler)
  const found = archive.stream(part, (piece) => reader.write(piece))
  return { found, damaged: found && reader.finish() }
}

/** The same for a file that is nothing but XML. @param format its name in a refusal */
export function readXmlFile(bytes: Uint8Array, format: string, handler: XmlHandler): XmlResult {
  return readXmlPieces(piecesOf(bytes), format, handler)
}

/** The same for one that is not held whole. */
export function readXmlPieces(pieces: Iterable<Uint8Array>, format: string, handler: XmlHandler): XmlResult {
  const reader = createXmlReader(format, handler)
  let found = false
  for (const piece of pieces) {
    found = true
    reader.write(piece)
  }
  return { found, damaged: reader.finish() }
}

function* piecesOf(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

function createXmlReader(format: string, handler: XmlHandler) {
  const parser = new SaxesParser()
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let depth = 0
  let errors = 0
  let rename: Renames = null
  /** Prefixes as they were outside of each element that declared some. */
  const outer: { readonly depth: number; readonly rename: Renames }[] = []

  parser.on('error', () => {
    errors++
    if (errors <= maxErrors) return
    throw new AppError(
      'corrupt_file',
      `The ${format} file is damaged: its text is not readable. Save it again from the program it was made with.`,
    )
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth++
    const declared = prefixes(tag.attributes, rename)
    if (declared !== rename) {
      outer.push({ depth, rename })
      rename = declared
    }
    if (depth > maxDepth) {
      throw new AppError(
        'too_complex',
        `The ${format} file nests more than ${maxDepth} elements, which no real document does.`,
      )
    }
    handler.open(renamed(tag.name, rename), attributesOf(tag.attributes, rename))
  })
  parser.on('closetag', (tag: SaxesTagPlain) => {
    handler.close(renamed(tag.name, rename))
    if (outer.at(-1)?.depth === depth) rename = outer.pop()?.rename ?? null
    depth--
  })
  parser.on('text', (text) => handler.text?.(text))
  parser.on('cdata', (text) => handler.text?.(text))

  return {
    write(piece: Uint8Array): void {
      decoder ??= new TextDecoder(encodingOf(piece))
      parser.write(decoder.decode(piece, { stream: true }))
    },
    /** Whether it is damaged. */
    finish(): boolean {
      parser.close()
      return errors > 0
    },
  }
}

/** Encodings of one byte a letter that a declaration may name; what else it names is told by the bytes, or is UTF-8. */
const declared = /^<\?xml[^>]{0,100}\bencoding\s*=\s*["'](iso-8859-\d{1,2}|windows-125\d|macintosh|koi8-[ru])["']/i

/** XML is in UTF-8, begins with a mark, or with `<` in two bytes, or says in which letters of one byte it is written. */
function encodingOf(piece: Uint8Array): string {
  const [first, second] = piece
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c) ? 'utf-16be' : named(piece)
}

function named(piece: Uint8Array): string {
  const head = Buffer.from(piece.buffer, piece.byteOffset, Math.min(piece.byteLength, 200)).toString('latin1')
  return declared.exec(head)?.[1]?.toLowerCase() ?? 'utf-8'
}

/** Word's usual prefix for each one the file uses instead; null when it uses Word's own, as nearly all do. */
type Renames = ReadonlyMap<string, string> | null

/** What an element declares, added to what holds around it; the same map when it declares nothing unusual. */
function prefixes(attributes: Readonly<Record<string, string>>, around: Renames): Renames {
  let map: Map<string, string> | null = null
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue
    const own = name === 'xmlns' ? '' : name.slice(6)
    const uri = attributes[name] ?? ''
    const usual = knownPrefixes.find(([pattern]) => pattern.test(uri))?.[1]
    if (usual === undefined ? around?.has(own) !== true : (around?.get(own) ?? own) === usual) continue
    map ??= new Map(around)
    if (usual === undefined || usual === own) map.delete(own)
    else map.set(own, usual)
  }
  return map ?? around
}

function renamed(name: string, map: Renames): string {
  if (map === null) return name
  const colon = name.indexOf(':')
  const prefix = map.get(colon === -1 ? '' : name.slice(0, colon))
  if (prefix === undefined) return name
  const local = name.slice(colon + 1)
  return prefix === '' ? local : `${prefix}:${local}`
}

function attributesOf(attributes: Readonly<Record<string, string>>, map: Renames): Readonly<Record<string, string>> {
  if (map === null) return attributes
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name.includes(':') ? renamed(name, map) : name, value]),
  )
}
