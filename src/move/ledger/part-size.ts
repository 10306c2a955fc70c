const megabyte = 1024 * 1024
const bytesAPart = 2 * megabyte
const mostRowsAPart = 1_000

/** How many rows are read and written together: as many as fill a request well, by the rows seen so far. */
export interface PartSize {
  readonly rows: number
  seen(rows: number, bytes: number): void
}

export function learnPartSize(): PartSize {
  let [rows, bytes] = [0, 0]
  return {
    get rows() {
      if (rows === 0) return 100
      return Math.max(1, Math.min(mostRowsAPart, Math.floor((bytesAPart * rows) / Math.max(1, bytes))))
    },
    seen: (more, moreBytes) => {
      rows += more
      bytes += moreBytes
    },
  }
}

export function inParts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size))
}
