import { closeSync, fstatSync, openSync } from 'node:fs'
import { openOleSectors } from './ole-sectors.ts'
import type { OleSectors } from './ole-sectors.ts'

const entryBytes = 128
const rootType = 5
/** The streams that tell Office files apart are among the first; real files have a few dozen. */
const maxDirectorySectors = 64
const miniSectorBytes = 64

interface Entry {
  readonly name: string
  readonly type: number
  readonly start: number
  readonly bytes: number
}

/** Names of the streams in an OLE file. Null when it is none; an empty list when its directory cannot be read. */
export function findOleStreams(path: string): readonly string[] | null {
  return withSectors(path, (sectors) => readDirectory(sectors).map(({ name }) => name))
}

/**
 * The bytes of some streams of an OLE file by their names; those that are missing are left out. Null when it is no OLE
 * file. However its chains run, no more is read than the file is long.
 */
export function readOleStreams(path: string, names: readonly string[]): ReadonlyMap<string, Buffer> | null {
  return withSectors(path, (sectors) => {
    const directory = readDirectory(sectors)
    const wanted = directory.filter(({ name, type }) => type !== rootType && names.includes(name))
    return new Map(wanted.map((entry) => [entry.name, readStream(sectors, directory, entry)] as const))
  })
}

function withSectors<T>(path: string, look: (sectors: OleSectors) => T): T | null {
  const handle = openSync(path, 'r')
  try {
    const sectors = openOleSectors(handle, fstatSync(handle).size)
    return sectors === null ? null : look(sectors)
  } finally {
    closeSync(handle)
  }
}

function readDirectory(sectors: OleSectors): Entry[] {
  const bytes = readChain(sectors, sectors.header.readUInt32LE(48), maxDirectorySectors * sectors.sectorBytes)
  const entries: Entry[] = []
  for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes) entries.push(readEntry(bytes, at))
  return entries.filter(({ name }) => name !== '')
}

function readEntry(bytes: Buffer, at: number): Entry {
  const length = Math.min(bytes.readUInt16LE(at + 64), 64)
  return {
    name: length < 2 ? '' : bytes.toString('utf16le', at, at + length - 2),
    type: bytes.readUInt8(at + 66),
    start: bytes.readUInt32LE(at + 116),
    bytes: bytes.readUInt32LE(at + 120),
  }
}

/** Small streams lie in sectors of 64 bytes inside the stream of the root entry. */
function readStream(sectors: OleSectors, directory: readonly Entry[], entry: Entry): Buffer {
  if (entry.bytes >= sectors.header.readUInt32LE(56)) return readChain(sectors, entry.start, entry.bytes)
  const root = directory.find(({ type }) => type === rootType)
  if (root === undefined) return Buffer.alloc(0)
  const container = readChain(sectors, root.start, root.bytes)
  const table = readChain(sectors, sectors.header.readUInt32LE(60), sectors.fileBytes)
  const pieces: Buffer[] = []
  let sector = entry.start
  for (let left = entry.bytes; left > 0 && sector * miniSectorBytes < container.length; left -= miniSectorBytes) {
    const at = sector * miniSectorBytes
    pieces.push(container.subarray(at, at + Math.min(miniSectorBytes, left)))
    if (sector * 4 + 4 > table.length) break
    sector = table.readUInt32LE(sector * 4)
  }
  return Buffer.concat(pieces)
}

/** At most `bytes` of a chain, and never more than the file holds: a chain may run in a circle. */
function readChain(sectors: OleSectors, start: number, bytes: number): Buffer {
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
