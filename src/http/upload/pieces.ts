import { AppError } from '../../domain/errors.ts'

/** Bytes that are read up to a mark, piece by piece, without ever holding more than a piece and a mark. */
export interface Pieces {
  /**
   * The bytes before the next `mark`, which is taken too. Whoever stops early can go on later: nothing is lost.
   * @throws AppError `invalid_request` when there is no such mark any more.
   */
  until(mark: Buffer): AsyncIterable<Buffer>
  /** The same as one buffer. @throws AppError `payload_too_large` beyond `maxBytes`. */
  textUntil(mark: Buffer, maxBytes: number): Promise<Buffer>
  /** The next `count` bytes, which are not taken; fewer at the end. */
  peek(count: number): Promise<Buffer>
  /** Reads to the end and keeps nothing. */
  passOver(): Promise<void>
}

/** @param before stands in front of the source, as if it had been sent. */
export function createPieces(source: AsyncIterable<Buffer>, before: Buffer): Pieces {
  const incoming = source[Symbol.asyncIterator]()
  let held = before

  const fill = async (): Promise<boolean> => {
    const { value, done } = await incoming.next()
    if (done === true) return false
    held = held.byteLength === 0 ? value : Buffer.concat([held, value])
    return true
  }
  const take = (count: number): Buffer => {
    const taken = held.subarray(0, count)
    held = held.subarray(count)
    return taken
  }

  const until = (mark: Buffer): AsyncIterable<Buffer> => {
    let found = false
    const next = async (): Promise<IteratorResult<Buffer, undefined>> => {
      while (!found) {
        const at = held.indexOf(mark)
        if (at >= 0) {
          const piece = take(at)
          take(mark.byteLength)
          found = true
          if (piece.byteLength > 0) return { value: piece, done: false }
          break
        }
        // what begins like a mark waits for the next piece, which is then copied: mostly there is none
        const sure = held.byteLength - beginningOf(mark, held)
        if (sure > 0) return { value: take(sure), done: false }
        if (!(await fill())) throw endsTooEarly()
      }
      return { value: undefined, done: true }
    }
    return { [Symbol.asyncIterator]: () => ({ next }) }
  }

  return {
    until,
    textUntil: async (mark, maxBytes) => {
      const pieces: Buffer[] = []
      let bytes = 0
      for await (const piece of until(mark)) {
        bytes += piece.byteLength
        if (bytes > maxBytes) {
          throw new AppError('payload_too_large', `A field or a head of the form is larger than ${maxBytes} bytes.`, {
            spanish: `Un campo o una cabecera del formulario ocupa más de ${maxBytes} bytes.`,
          })
        }
        pieces.push(piece)
      }
      return Buffer.concat(pieces)
    },
    peek: async (count) => {
      while (held.byteLength < count && (await fill())) continue
      return held.subarray(0, count)
    },
    passOver: async () => {
      do held = Buffer.alloc(0)
      while (await fill())
    },
  }
}

/** So many of the last bytes may be the first ones of a mark that goes on in the next piece. */
function beginningOf(mark: Buffer, held: Buffer): number {
  const [first = 0] = mark
  let at = held.indexOf(first, Math.max(0, held.byteLength - mark.byteLength + 1))
  while (at >= 0 && !mark.subarray(0, held.byteLength - at).equals(held.subarray(at))) at = held.indexOf(first, at + 1)
  return at < 0 ? 0 : held.byteLength - at
}

function endsTooEarly(): AppError {
  return new AppError('invalid_request', 'The multipart form ends too early. Send it again.', {
    spanish: 'El formulario se corta antes de terminar. Envíalo de nuevo.',
  })
}
