import type { OleStorage } from '../containers/ole-tree.ts'
import { decodePage, pageOfNumber } from '../text/code-pages.ts'

/** Where fixed properties begin in their stream: of a message, of one inside of another, of what is attached. [MS-OXMSG] 2.4 */
const headerBytes = { message: 32, inner: 24, attachment: 8 } as const
const entryBytes = 16
const timeType = 0x0040
/** 100 nanoseconds from 1601 to 1970. */
const epochTicks = 116_444_736_000_000_000n

/** Reads the properties of one storage of a message by their numbers, as [MS-OXPROPS] names them. */
export interface MessageProperties {
  /** Text, in whichever of its two kinds it is kept; null when there is none. @param page the number of its own code page */
  text(id: string, page?: number | null): string | null
  bytes(id: string): Buffer | null
  /** A number of at most 32 bits. */
  number(id: number): number | null
  time(id: number): Date | null
}

/** @param page the code page of texts that are not Unicode; null: the one that the message states */
export function messageProperties(
  storage: OleStorage,
  kind: keyof typeof headerBytes,
  page: string | null = null,
): MessageProperties {
  const fixed = storage.streams.get('__properties_version1.0') ?? Buffer.alloc(0)
  const entry = (id: number): { readonly type: number; readonly value: Buffer } | null => {
    for (let at = headerBytes[kind]; at + entryBytes <= fixed.length; at += entryBytes) {
      if (fixed.readUInt16LE(at + 2) === id)
        return { type: fixed.readUInt16LE(at), value: fixed.subarray(at + 8, at + 16) }
    }
    return null
  }
  const number = (id: number): number | null => entry(id)?.value.readInt32LE(0) ?? null
  const own = page ?? pageOfNumber(number(0x3ffd) ?? 1_252)
  const stream = (id: string, type: string): Buffer | null => storage.streams.get(`__substg1.0_${id}${type}`) ?? null
  return {
    text(id, number = null) {
      const wide = stream(id, '001F')
      if (wide !== null) return wide.toString('utf16le').replace(/\0+$/, '')
      const narrow = stream(id, '001E')
      return narrow === null
        ? null
        : decodePage(narrow, number === null ? own : pageOfNumber(number)).replace(/\0+$/, '')
    },
    bytes: (id) => stream(id, '0102'),
    number,
    time(id) {
      const found = entry(id)
      if (found === null || found.type !== timeType) return null
      const ticks = found.value.readBigUInt64LE(0)
      const date = new Date(Number((ticks - epochTicks) / 10_000n))
      return Number.isNaN(date.getTime()) ? null : date
    },
  }
}
