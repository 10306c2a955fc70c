import { readChain, readEntries, readMiniStream, readSmall, siblingsOf, withSectors } from './ole-streams.ts'
import type { OleEntry } from './ole-streams.ts'
import type { OleSectors } from './ole-sectors.ts'

const storageType = 1
const streamType = 2
const maxDepth = 12

/** A storage of an OLE file: streams and other storages by their names. */
export interface OleStorage {
  readonly streams: ReadonlyMap<string, Buffer>
  readonly storages: ReadonlyMap<string, OleStorage>
}

/**
 * The whole tree of an OLE file, with the streams that `wanted` says. Null when it is no OLE file. An entry is taken once,
 * however many times others lead to it, so that no more comes out than the file is long.
 */
export function readOleTree(path: string, wanted: (name: string) => boolean): OleStorage | null {
  return withSectors(path, (sectors) => {
    const entries = readEntries(sectors)
    const read = streamReader(sectors, entries)
    const taken = new Set<number>()
    const storage = (first: number, depth: number): OleStorage => {
      const streams = new Map<string, Buffer>()
      const storages = new Map<string, OleStorage>()
      for (const entry of siblingsOf(entries, first, taken)) {
        if (entry.type === streamType && wanted(entry.name)) streams.set(entry.name, read(entry))
        else if (entry.type === storageType && depth < maxDepth)
          storages.set(entry.name, storage(entry.child, depth + 1))
      }
      return { streams, storages }
    }
    return storage(entries[0]?.child ?? -1, 0)
  })
}

/** No more is read of all streams together than the file is long. */
function streamReader(sectors: OleSectors, entries: readonly OleEntry[]): (entry: OleEntry) => Buffer {
  const cutOff = sectors.header.readUInt32LE(56)
  const mini = readMiniStream(sectors, entries)
  let left = sectors.fileBytes
  return (entry) => {
    const bytes = Math.min(entry.bytes, left)
    const stream = entry.bytes >= cutOff ? readChain(sectors, entry.start, bytes) : readSmall(mini, { ...entry, bytes })
    left -= stream.length
    return stream
  }
}
