/** Bytes of one list: a row of 63 cells with all of their borders has some thousands. */
const mostBytes = 8_192
/** Lists may lie over each other: what is read of them all is no more than the stream holds, so many times. */
const times = 2

/**
 * Lists of properties that are too long for their page of runs and stand in the stream `Data`, behind their length.
 * @param read the stream; called once it is needed, as pictures are in it too
 */
export function createLateProperties(read: () => Buffer | null): (at: number) => Buffer | null {
  let data: Buffer | null = null
  let left = 0
  return (at) => {
    if (data === null) {
      data = read() ?? Buffer.alloc(0)
      left = data.length * times
    }
    if (at + 2 > data.length) return null
    const bytes = data.readUInt16LE(at)
    left -= bytes
    if (left < 0 || bytes > mostBytes || at + 2 + bytes > data.length) return null
    return data.subarray(at + 2, at + 2 + bytes)
  }
}
