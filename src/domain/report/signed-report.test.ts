import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from './canonical-json.ts'
import { canonicalJson } from './canonical-json.ts'
import { checkReport, newReportKey, renderReport, signReport } from './signed-report.ts'

const key = newReportKey()
const report = {
  format: 'a report',
  rows: 12_345,
  ratio: 0.1,
  who: 'Begoña «ñ» \u{1F600}',
  events: [{ at: '2026-11-26T10:00:00.000Z', forced: true }, { message: null }],
}
const file = Buffer.from(renderReport(signReport(report, key)))

test('a report that nobody touched is genuine, offline, and names its key', () => {
  expect(checkReport(file)).toMatchObject({
    genuine: true,
    report: { rows: 12_345 },
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('any byte that was changed, added or taken away is found', () => {
  const at = fc.nat({ max: file.length - 1 })
  const byte = fc.nat({ max: 255 })
  const changes = fc.oneof(
    fc.tuple(at, byte).map(([index, value]) => {
      const copy = Buffer.from(file)
      copy[index] = value
      return copy
    }),
    fc.tuple(at, byte).map(([i, value]) => Buffer.concat([file.subarray(0, i), Buffer.of(value), file.subarray(i)])),
    at.map((index) => Buffer.concat([file.subarray(0, index), file.subarray(index + 1)])),
    at.map((index) => file.subarray(0, index)),
  )
  fc.assert(
    fc.property(changes, (changed) => {
      expect(checkReport(changed).genuine).toBe(changed.equals(file))
    }),
    { numRuns: 1_500 },
  )
})

test('every bit of the file counts', () => {
  for (let bit = 0; bit < file.length * 8; bit += 1) {
    const changed = Buffer.from(file)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(checkReport(changed).genuine, `bit ${bit}`).toBe(false)
  }
})

test('a report that somebody else signed has another fingerprint', () => {
  const other = checkReport(Buffer.from(renderReport(signReport(report, newReportKey()))))
  const ours = checkReport(file)
  expect(other.genuine && ours.genuine && other.fingerprint !== ours.fingerprint).toBe(true)
})

test('a value is written in one way, whatever the order its fields were given in', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // what fast-check makes is JSON
      const written = canonicalJson(value as Json)
      expect(canonicalJson(JSON.parse(written))).toBe(written)
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  expect(canonicalJson({ b: 1, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":1}')
  expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError)
})
