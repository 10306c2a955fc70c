import { readAt } from './read-at.ts'

const magic = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const headerBytes = 512
const maxDifatSectors = 64
/** Sector numbers from here on are marks: free, end of chain, table. */
const firstMark = 0xfffffff0

/** The sectors of an open OLE compound file (old Office formats, encrypted new ones), read with bounded seeks. */
export interface OleSectors {
  readonly header: Buffer
  readonly fileBytes: number
  readonly sectorBytes: number
  /** Null behind the end of the file and for the mark that ends a chain. */
  read(sector: number): Buffer | null
  /** The sector that follows in its chain. */
  next(sector: number): number
}

/** Null when the file is no OLE file. Of one whose header makes no sense no sector can be read. */
export function openOleSectors(handle: number, fileBytes: number): OleSectors | null {
  const header = readAt(handle, 0, headerBytes)
  if (header.length < headerBytes || !header.subarray(0, 8).equals(magic)) return null
  const shift = header.readUInt16LE(30)
  const sectorBytes = shift < 7 || shift > 16 ? 0 : 2 ** shift
  const read = (sector: number): Buffer | null => {
    const at = (sector + 1) * sectorBytes
    return sectorBytes > 0 && sector < firstMark && at < fileBytes ? readAt(handle, at, sectorBytes) : null
  }
  return { header, fileBytes, sectorBytes, read, next: allocationTable(header, sectorBytes, read) }
}

/** Follows a chain through the file allocation table, whose own sectors the header and the DIFAT list. */
function allocationTable(header: Buffer, sectorBytes: number, read: (sector: number) => Buffer | null) {
  const perSector = sectorBytes / 4
  // Neighbours in a chain are mostly neighbours in the table.
  let last: { readonly index: number; readonly bytes: Buffer | null } | null = null
  return (sector: number): number => {
    const index = Math.floor(sector / perSector)
    if (last?.index !== index) {
      const table = nthTableSector(header, index, perSector, read)
      last = { index, bytes: table === null ? null : read(table) }
    }
    const at = (sector % perSector) * 4
    return last.bytes === null || at + 4 > last.bytes.length ? firstMark : last.bytes.readUInt32LE(at)
  }
}

function nthTableSector(
  header: Buffer,
  index: number,
  perSector: number,
  read: (sector: number) => Buffer | null,
): number | null {
  if (index < 109) return header.readUInt32LE(76 + index * 4)
  let left = index - 109
  let difat = header.readUInt32LE(68)
  for (let step = 0; step < maxDifatSectors; step++) {
    const bytes = read(difat)
    if (bytes === null || bytes.length < perSector * 4) return null
    if (left < perSector - 1) return bytes.readUInt32LE(left * 4)
    left -= perSector - 1
    difat = bytes.readUInt32LE((perSector - 1) * 4)
  }
  return null
}
