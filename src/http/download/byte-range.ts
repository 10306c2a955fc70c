import { Transform, type Readable } from 'node:stream'

/** Both ends are in it. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** The one range that is asked for; null when the whole is to be sent, `none` when nothing of it is there. */
export function byteRange(header: string | undefined, size: number): ByteRange | 'none' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (from === '' && to === '') return null
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  // the ends the wrong way round are no range at all
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null
  return first > last ? 'none' : { first, last }
}

/** That part of a stream; what comes behind it is not waited for. */
export function partOf(whole: Readable, { first, last }: ByteRange): Readable {
  let at = 0
  const part = new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      const begin = Math.max(0, first - at)
      const end = Math.min(piece.length, last + 1 - at)
      at += piece.length
      if (end > begin) part.push(piece.subarray(begin, end))
      if (at > last) {
        part.push(null)
        whole.destroy()
      }
      done()
    },
  })
  whole.once('error', (error) => part.destroy(error))
  part.once('close', () => whole.destroy())
  return whole.pipe(part)
}
