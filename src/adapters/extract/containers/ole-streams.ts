import { closeSync, fstatSync, openSync } from 'node:fs'
import { readAt } from './read-at.ts'

const magic = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const entryBytes = 128
/** The streams that tell Office files apart are among the first; real files have a few dozen. */
const maxDirectorySectors = 64
const maxDifatSectors = 64

/**
 * Names of the streams in an OLE compound file (old Office formats, encrypted new ones), read with bounded seeks.
 * Null when the file is no OLE file; an empty list when its directory cannot be read.
 */
export function findOleStreams(path: string): readonly string[] | null {
  const handle = openSync(path, 'r')
  try {
    const header = readAt(handle, 0, 512)
    if (header.length < 512 || !header.subarray(0, 8).equals(magic)) return null
    return readDirectory(handle, header, fstatSync(handle).size)
  } finally {
    closeSync(handle)
  }
}

function readDirectory(handle: number, header: Buffer, fileBytes: number): string[] {
  const shift = header.readUInt16LE(30)
  if (shift < 7 || shift > 16) return []
  const sectorBytes = 2 ** shift
  const readSector = (sector: number): Buffer | null => {
    const at = (sector + 1) * sectorBytes
    return sector < 0xfffffff0 && at < fileBytes ? readAt(handle, at, sectorBytes) : null
  }
  const fat = fatLookup(header, sectorBytes, readSector)
  const names: string[] = []
  let sector = header.readUInt32LE(48)
  for (let step = 0; step < maxDirectorySectors; step++) {
    const bytes = readSector(sector)
    if (bytes === null) break
    for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes) names.push(entryName(bytes, at))
    sector = fat(sector)
  }
  return names.filter((name) => name !== '')
}

function entryName(bytes: Buffer, at: number): string {
  const length = Math.min(bytes.readUInt16LE(at + 64), 64)
  return length < 2 ? '' : bytes.toString('utf16le', at, at + length - 2)
}

/** Follows the sector chain through the file allocation table, whose own sectors the header and the DIFAT list. */
function fatLookup(header: Buffer, sectorBytes: number, readSector: (sector: number) => Buffer | null) {
  const perSector = sectorBytes / 4
  return (sector: number): number => {
    const fatSector = nthFatSector(header, Math.floor(sector / perSector), perSector, readSector)
    const bytes = fatSector === null ? null : readSector(fatSector)
    const at = (sector % perSector) * 4
    return bytes === null || at + 4 > bytes.length ? 0xffffffff : bytes.readUInt32LE(at)
  }
}

function nthFatSector(
  header: Buffer,
  index: number,
  perSector: number,
  readSector: (sector: number) => Buffer | null,
): number | null {
  if (index < 109) return header.readUInt32LE(76 + index * 4)
  let left = index - 109
  let difat = header.readUInt32LE(68)
  for (let step = 0; step < maxDifatSectors; step++) {
    const bytes = readSector(difat)
    if (bytes === null || bytes.length < perSector * 4) return null
    if (left < perSector - 1) return bytes.readUInt32LE(left * 4)
    left -= perSector - 1
    difat = bytes.readUInt32LE((perSector - 1) * 4)
  }
  return null
}
