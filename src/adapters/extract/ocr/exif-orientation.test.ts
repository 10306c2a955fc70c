import { describe, expect, it } from 'vitest'
import { exifOrientation, otherOrientations } from './exif-orientation.ts'

/** A photograph without its picture. */
function photograph(orientation: number, isLittle: boolean): Buffer {
  const tags = Buffer.alloc(26)
  const short = (value: number, at: number): number =>
    isLittle ? tags.writeUInt16LE(value, at) : tags.writeUInt16BE(value, at)
  const long = (value: number, at: number): number =>
    isLittle ? tags.writeUInt32LE(value, at) : tags.writeUInt32BE(value, at)
  tags.write(isLittle ? 'II' : 'MM')
  short(42, 2)
  long(8, 4)
  short(1, 8)
  short(0x0112, 10)
  short(3, 12)
  long(1, 14)
  short(orientation, 18)
  const segment = (marker: number, body: Buffer): Buffer =>
    Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body])
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), tags])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.alloc(14)),
    segment(0xe1, exif),
    Buffer.from([0xff, 0xda, 0, 2]),
  ])
}

describe('the orientation of a photograph', () => {
  it.each([1, 3, 6, 8])('is what its camera wrote: %i', (orientation) => {
    for (const isLittle of [true, false]) expect(exifOrientation(photograph(orientation, isLittle))).toBe(orientation)
  })

  it('is upright where nothing says so, it is none, or the file is cut off', () => {
    expect(exifOrientation(photograph(0, true))).toBe(1)
    expect(exifOrientation(Buffer.from('P5\n1 1\n255\n0'))).toBe(1)
    expect(exifOrientation(Buffer.alloc(0))).toBe(1)
    const whole = photograph(6, true)
    for (let end = 0; end < whole.length; end++) expect([1, 6]).toContain(exifOrientation(whole.subarray(0, end)))
  })

  it('that its camera wrote may be wrong: then every other quarter turn is tried, being upright among them', () => {
    expect(otherOrientations(1)).toEqual([6, 3, 8])
    expect(otherOrientations(6)).toEqual([1, 3, 8])
    expect(otherOrientations(2)).toHaveLength(3)
  })
})
