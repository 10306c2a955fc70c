import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createReader,
  MalformedReply,
  readFields,
  readFloats,
  readInt64,
  readText,
  readUint64,
  readVarint,
  readWindow,
} from './protobuf-reader.ts'
import { writeInt64, writeVarint } from './protobuf-bytes.ts'
import {
  encodeMessage,
  writeBytesField,
  writeMessageField,
  writePresentStringField,
  writeUint64Field,
} from './protobuf-writer.ts'

describe('protobuf writer and reader', () => {
  it('agree on every integer, negative ones as ten bytes', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const bytes = encodeMessage((writer) => writeInt64(writer, value))
        expect(readInt64(createReader(bytes))).toBe(value)
        if (value < 0) expect(bytes).toHaveLength(10)
      }),
    )
  })

  it('write the bytes the specification gives', () => {
    expect(encodeMessage((writer) => writeVarint(writer, 300))).toEqual(Buffer.from([0xac, 0x02]))
    expect(encodeMessage((writer) => writePresentStringField(writer, 2, 'testing')).toString('hex')).toBe(
      '120774657374696e67',
    )
    expect(encodeMessage((writer) => writeInt64(writer, -1)).toString('hex')).toBe('ffffffffffffffffff01')
  })

  it('keep all 64 bits of a hybrid timestamp', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), (value) => {
        const reader = createReader(encodeMessage((writer) => writeUint64Field(writer, 1, value)))
        expect(readVarint(reader)).toBe(8)
        expect(readUint64(reader)).toBe(value)
      }),
    )
  })

  it('agree on texts, nested as deep as one likes and with any guess of the size', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), fc.nat(100_000), (texts, expected) => {
        const wellFormed = texts.map((text) => text.toWellFormed())
        const bytes = encodeMessage((writer) =>
          writeMessageField(
            writer,
            1,
            (outer) =>
              writeMessageField(
                outer,
                2,
                (inner) => wellFormed.forEach((text) => writePresentStringField(inner, 3, text)),
                expected,
              ),
            expected,
          ),
        )
        const outer = createReader(bytes)
        readVarint(outer)
        const middle = readWindow(outer)
        readVarint(middle)
        const inner = readWindow(middle)
        const found: string[] = []
        readFields(inner, () => found.push(readText(inner)) > 0)
        expect(found).toEqual(wellFormed)
        expect(outer.position).toBe(bytes.length)
      }),
    )
  })

  it('give floats as views where they are aligned and as one copy where not', () => {
    const floats = Float32Array.of(1.5, -2, 3e-7)
    for (const padding of ['', 'a', 'ab', 'abc']) {
      const bytes = encodeMessage((writer) => {
        writePresentStringField(writer, 1, padding)
        writeBytesField(writer, 2, new Uint8Array(floats.buffer))
      })
      const reader = createReader(bytes)
      readVarint(reader)
      readText(reader)
      readVarint(reader)
      expect([...readFloats(reader)]).toEqual([...floats])
    }
  })

  it('refuse bytes that are cut off or are no protobuf, whatever they are', () => {
    const bytes = encodeMessage((writer) => writePresentStringField(writer, 1, 'a longer text'))
    for (let end = 1; end < bytes.length; end++) {
      const reader = createReader(bytes.subarray(0, end))
      expect(() => readFields(reader, () => false)).toThrow(MalformedReply)
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        const reader = createReader(Buffer.from(noise))
        try {
          readFields(reader, () => false)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedReply)
        }
      }),
    )
  })
})
