import { closeSync, fstatSync, openSync } from 'node:fs'
import { openOleSectors } from './ole-sectors.ts'
import type { OleSectors } from './ole-sectors.ts'

const entryBytes = 128
const rootType = 5
/**
 * A mail with a thousand files has some 100,000 streams, and the streams of a text stand behind those of all it embeds: so
 * many bytes hold 131,072 entries.
 */
const maxDirectoryBytes = 16 * 1024 * 1024
const miniSectorBytes = 64

export interface OleEntry {
  readonly name: string
  readonly type: number
  readonly start: number
  readonly bytes: number
  /** Numbers of other entries: neighbours in the same storage, and the first one inside it. */
  readonly left: number
  readonly right: number
  readonly child: number
}

/**
 * Names of what an OLE file holds, without what is inside of that: a workbook may embed a text. Null when it is none; an empty
 * list when its directory cannot be read.
 */
export function findOleStreams(path: string): readonly string[] | null {
  return withSectors(path, (sectors) => topEntries(readEntries(sectors)).map(({ name }) => name))
}

/**
 * The bytes of some streams of an OLE file by their names; those that are missing are left out. Null when it is no OLE
 * file. However its chains run, no more is read than the file is long.
 */
export function readOleStreams(path: string, names: readonly string[]): ReadonlyMap<string, Buffer> | null {
  return withSectors(path, (sectors) => {
    const directory = readEntries(sectors)
    const top = topEntries(directory)
    // Nobody agrees on capitals.
    const named = (name: string): OleEntry | undefined =>
      top.find((entry) => entry.type !== rootType && entry.name.toLowerCase() === name.toLowerCase())
    return new Map(
      names.flatMap((name) => {
        const entry = named(name)
        return entry === undefined ? [] : [[name, readStream(sectors, directory, entry)] as const]
      }),
    )
  })
}

export function withSectors<T>(path: string, look: (sectors: OleSectors) => T): T | null {
  const handle = openSync(path, 'r')
  try {
    const sectors = openOleSectors(handle, fstatSync(handle).size)
    return sectors === null ? null : look(sectors)
  } finally {
    closeSync(handle)
  }
}

/** What hangs on the root; everything there is where the tree is broken. */
function topEntries(entries: readonly OleEntry[]): readonly OleEntry[] {
  const root = entries.find(({ type }) => type === rootType)
  const top = root === undefined ? [] : siblingsOf(entries, root.child, new Set())
  return top.length > 0 ? top : entries.filter(({ name }) => name !== '')
}

/** Entries of one storage hang in a tree of their own. @param taken numbers of entries that were looked at; grows */
export function siblingsOf(entries: readonly OleEntry[], first: number, taken: Set<number>): OleEntry[] {
  const found: OleEntry[] = []
  const next = [first]
  for (let number = next.pop(); number !== undefined; number = next.pop()) {
    const entry = entries[number]
    if (entry === undefined || taken.has(number)) continue
    taken.add(number)
    if (entry.name !== '') found.push(entry)
    next.push(entry.right, entry.left)
  }
  return found
}

/** The entries by their numbers, those without a name too. */
export function readEntries(sectors: OleSectors): OleEntry[] {
  const bytes = readChain(sectors, sectors.header.readUInt32LE(48), maxDirectoryBytes)
  const entries: OleEntry[] = []
  for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes) entries.push(readEntry(bytes, at))
  return entries
}

function readEntry(bytes: Buffer, at: number): OleEntry {
  const length = Math.min(bytes.readUInt16LE(at + 64), 64)
  return {
    name: length < 2 ? '' : bytes.toString('utf16le', at, at + length - 2),
    type: bytes.readUInt8(at + 66),
    start: bytes.readUInt32LE(at + 116),
    bytes: bytes.readUInt32LE(at + 120),
    left: bytes.readUInt32LE(at + 68),
    right: bytes.readUInt32LE(at + 72),
    child: bytes.readUInt32LE(at + 76),
  }
}

/** Small streams lie in sectors of 64 bytes inside the stream of the root entry. */
function readStream(sectors: OleSectors, directory: readonly OleEntry[], entry: OleEntry): Buffer {
  if (entry.bytes >= sectors.header.readUInt32LE(56)) return readChain(sectors, entry.start, entry.bytes)
  return readSmall(readMiniStream(sectors, directory), entry)
}

/** The stream that all small ones lie in, and the table of their sectors. */
interface MiniStream {
  readonly container: Buffer
  readonly table: Buffer
}

export function readMiniStream(sectors: OleSectors, directory: readonly OleEntry[]): MiniStream {
  const root = directory.find(({ type }) => type === rootType)
  if (root === undefined) return { container: Buffer.alloc(0), table: Buffer.alloc(0) }
  return {
    container: readChain(sectors, root.start, root.bytes),
    table: readChain(sectors, sectors.header.readUInt32LE(60), sectors.fileBytes),
  }
}

export function readSmall({ container, table }: MiniStream, entry: OleEntry): Buffer {
  const pieces: Buffer[] = []
  let sector = entry.start
  for (
    let left = Math.min(entry.bytes, container.length);
    left > 0 && sector * miniSectorBytes < container.length;
    left -= miniSectorBytes
  ) {
    const at = sector * miniSectorBytes
    pieces.push(container.subarray(at, at + Math.min(miniSectorBytes, left)))
    if (sector * 4 + 4 > table.length) break
    sector = table.readUInt32LE(sector * 4)
  }
  return Buffer.concat(pieces)
}

/** At most `bytes` of a chain, and never more than the file holds: a chain may run in a circle. */
export function readChain(sectors: OleSectors, start: number, bytes: number): Buffer {
  const pieces: Buffer[] = []
  let left = Math.min(bytes, sectors.fileBytes)
  for (let sector = start; left > 0; sector = sectors.next(sector)) {
    const piece = sectors.read(sector)
    if (piece === null) break
    pieces.push(piece.subarray(0, left))
    left -= piece.length
  }
  return Buffer.concat(pieces)
}
