import { expect, test } from 'vitest'
import { deletedRanges, hiddenRanges, paragraphRuns, raisedRanges, symbolRanges } from './formatted-runs.ts'
import { createLateProperties } from './late-properties.ts'
import { plainParagraph } from './paragraph-properties.ts'

/** A stream whose second page holds runs with the given properties, and the table that names it `times` times. */
function runsOf(properties: readonly (readonly number[])[], { entryBytes = 1, times = 1 } = {}) {
  const stream = Buffer.alloc(1_024)
  const page = stream.subarray(512)
  let free = 400
  for (const [run, bytes] of properties.entries()) {
    page.writeUInt32LE(run * 10, run * 4)
    page.writeUInt32LE((run + 1) * 10, (run + 1) * 4)
    const head = entryBytes === 1 ? [bytes.length] : [Math.ceil((bytes.length + 3) / 2), 0, 0]
    Buffer.from([...head, ...bytes]).copy(page, free)
    page.writeUInt8(free / 2, (properties.length + 1) * 4 + run * entryBytes)
    free += 16
  }
  page.writeUInt8(properties.length, 511)
  const table = Buffer.alloc((times + 1) * 4 + times * 4)
  for (let at = 0; at < times; at++) table.writeUInt32LE(1, (times + 1 + at) * 4)
  return { stream, table, place: { at: 0, bytes: table.length } }
}

const deleted = [0x00, 0x08, 1]
const undeleted = [0x00, 0x08, 0]
/** Letters set apart by an odd distance: its code shares its lower bits with that of a deletion. */
const spaced = [0x40, 0x88, 0x15, 0x00]
const rowEnd = [0x17, 0x24, 1]

test('a run is deleted when it says so, and not when its letters are set apart', () => {
  expect(deletedRanges(runsOf([spaced, deleted, undeleted, [...spaced, ...deleted]]))).toEqual([
    { start: 10, end: 20 },
    { start: 30, end: 40 },
  ])
})

test('ranges that touch are one, and a page that is listed many times is read once', () => {
  expect(deletedRanges(runsOf([deleted, deleted], { times: 50_000 }))).toEqual([{ start: 0, end: 20 }])
})

test('letters are hidden when they say so and were not deleted', () => {
  const hidden = [0x3c, 0x08, 1]
  expect(hiddenRanges(runsOf([hidden, [...hidden, ...deleted], deleted, [...hidden, ...undeleted]]))).toEqual([
    { start: 0, end: 10 },
    { start: 30, end: 40 },
  ])
})

test('letters are raised when they are a superscript, or stand some points above their line', () => {
  const superscript = [0x48, 0x2a, 1]
  const lifted = (halfPoints: number) => [0x45, 0x48, halfPoints & 0xff, (halfPoints >> 8) & 0xff]
  expect(raisedRanges(runsOf([superscript, lifted(-8), lifted(8), lifted(2), lifted(8).slice(0, 3)]))).toEqual([
    { start: 0, end: 10 },
    { start: 20, end: 30 },
  ])
})

test('letters are raised or hidden by the style they name, unless they say otherwise', () => {
  const named = (style: number): number[] => [0x30, 0x4a, style, 0]
  const base = [0x48, 0x2a, 0]
  const runs = runsOf([named(5), [...named(5), ...base], named(6), named(7)])
  const said: Readonly<Record<number, readonly (readonly number[])[]>> = {
    5: [[0x48, 0x2a, 1]],
    6: [spaced, [0x3c, 0x08, 1]],
  }
  const styles = (style: number): Buffer[] => (said[style] ?? []).map((list) => Buffer.from(list))
  expect(raisedRanges({ ...runs, styles })).toEqual([{ start: 0, end: 10 }])
  expect(hiddenRanges({ ...runs, styles })).toEqual([{ start: 20, end: 30 }])
  expect(raisedRanges(runs)).toEqual([])
})

test('letters are hidden by the style of their paragraph, unless they or a style of their own show them', () => {
  const hide = (value: number): number[] => [0x3c, 0x08, value]
  const runs = runsOf([hide(1), spaced, hide(0), hide(0x80), hide(0x81), hide(0x81), hide(1)])
  const paragraph = (style: number, start: number, end: number) => ({
    start,
    end,
    properties: { ...plainParagraph, style },
  })
  const paragraphs = [paragraph(3, 0, 10), paragraph(4, 10, 50), paragraph(3, 50, 80), paragraph(4, 90, 95)]
  const styles = (style: number): Buffer[] => (style === 4 ? [Buffer.from(hide(1))] : [])
  expect(hiddenRanges({ ...runs, styles }, paragraphs)).toEqual([
    { start: 0, end: 20 },
    { start: 30, end: 40 },
    { start: 50, end: 70 },
    { start: 90, end: 95 },
  ])
  expect(hiddenRanges({ ...runs, styles }, paragraphs.slice(2, 3))).toEqual([
    { start: 0, end: 10 },
    { start: 40, end: 70 },
  ])
})

test('a symbol says its font and its letter, and one that is cut off says nothing', () => {
  const symbol = [0x09, 0x6a, 2, 0, 0xb0, 0xf0]
  expect(symbolRanges(runsOf([deleted, symbol, symbol.slice(0, 5), [...spaced, ...symbol]]))).toEqual([
    { start: 10, end: 20, font: 2, letter: 0xf0b0 },
    { start: 30, end: 40, font: 2, letter: 0xf0b0 },
  ])
})

test('a paragraph ends a row when its properties say so', () => {
  const runs = paragraphRuns(runsOf([spaced, rowEnd], { entryBytes: 13 }))
  expect(runs.map(({ properties }) => properties.rowEnd)).toEqual([false, true])
})

test('the properties of a wide row stand in another stream, which is read once they are needed', () => {
  const elsewhere = [0x46, 0x66, 4, 0, 0, 0]
  const data = Buffer.from([0, 0, 0, 0, 6, 0, ...rowEnd, 0x16, 0x24, 1])
  let reads = 0
  const late = createLateProperties(() => {
    reads++
    return data
  })
  expect(reads).toBe(0)
  const runs = paragraphRuns({ ...runsOf([elsewhere, elsewhere, elsewhere, elsewhere], { entryBytes: 13 }), late })
  // No more is read than twice the stream, however often it is named.
  expect(runs.map(({ properties: { rowEnd: ends, inTable } }) => ends && inTable)).toEqual([true, true, true, true])
  expect(reads).toBe(1)
  expect([late(4), late(100), createLateProperties(() => null)(0)]).toEqual([null, null, null])
})

test('pages and tables of noise are read without an error', () => {
  const noise = Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 197 + (at >> 3) * 31) % 256))
  const runs = { stream: noise, table: noise, place: { at: 0, bytes: 4_000 } }
  expect(() => [...deletedRanges(runs), ...paragraphRuns(runs)]).not.toThrow()
  expect(deletedRanges({ ...runs, place: { at: 9_999, bytes: 9_999 } })).toEqual([])
})
