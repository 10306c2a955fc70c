import { GrpcFailure, grpcStatus } from './status.ts'

/** What stands before a message: whether it is compressed, and its length. */
const headerBytes = 5

/** The header of an uncompressed message. */
export function messageHeader(length: number): Buffer {
  const header = Buffer.allocUnsafe(headerBytes)
  header[0] = 0
  header.writeUInt32BE(length, 1)
  return header
}

/** Puts one message together from the pieces it arrives in; each byte is copied once. */
export interface MessageReader {
  /** @throws GrpcFailure when it is larger than allowed, compressed, or more than one. */
  readonly take: (piece: Buffer) => void
  /** Null when nothing arrived. @throws GrpcFailure when it is not complete. */
  readonly message: () => Buffer | null
}

export function createMessageReader(maxBytes: number): MessageReader {
  const header = Buffer.allocUnsafe(headerBytes)
  let seen = 0
  let message: Buffer | null = null
  const begin = () => {
    const length = header.readUInt32BE(1)
    if (header[0] !== 0) throw new GrpcFailure(grpcStatus.internal, 'Received a compressed message')
    if (length > maxBytes) {
      throw new GrpcFailure(grpcStatus.resourceExhausted, `Received message larger than max (${length} vs ${maxBytes})`)
    }
    message = Buffer.allocUnsafe(length)
  }
  return {
    take: (piece) => {
      let rest = piece
      if (seen < headerBytes) {
        const copied = rest.copy(header, seen)
        seen += copied
        rest = rest.subarray(copied)
        if (seen < headerBytes) return
        begin()
      }
      const at = seen - headerBytes
      if (message === null || rest.length > message.length - at) {
        throw new GrpcFailure(grpcStatus.internal, 'Received more than one message')
      }
      rest.copy(message, at)
      seen += rest.length
    },
    message: () => {
      if (seen === 0) return null
      if (message !== null && seen === headerBytes + message.length) return message
      throw new GrpcFailure(grpcStatus.internal, 'The reply ends in the middle of a message')
    },
  }
}
