import { describe, expect, it } from 'vitest'
import { createMessageReader, messageHeader } from './message.ts'

const message = Buffer.from('una respuesta del servidor')
const framed = Buffer.concat([messageHeader(message.length), message])
const maxBytes = 1_000

describe('putting a message together', () => {
  it('gives the same message however it is cut into pieces', () => {
    for (let size = 1; size <= framed.length; size++) {
      const reader = createMessageReader(maxBytes)
      for (let at = 0; at < framed.length; at += size) reader.take(framed.subarray(at, at + size))
      expect(reader.message()).toEqual(message)
    }
  })

  it('tells an empty message from none', () => {
    const reader = createMessageReader(maxBytes)
    expect(reader.message()).toBeNull()
    reader.take(messageHeader(0))
    expect(reader.message()).toEqual(Buffer.alloc(0))
  })

  it('refuses a message that is cut off, too large, compressed, or followed by another', () => {
    const cut = createMessageReader(maxBytes)
    cut.take(framed.subarray(0, framed.length - 1))
    expect(() => cut.message()).toThrow('in the middle')
    expect(() => createMessageReader(10).take(framed)).toThrow('larger than max (26 vs 10)')
    const compressed = Buffer.from(framed)
    compressed[0] = 1
    expect(() => createMessageReader(maxBytes).take(compressed)).toThrow('compressed')
    expect(() => createMessageReader(maxBytes).take(Buffer.concat([framed, framed]))).toThrow('more than one')
  })
})
