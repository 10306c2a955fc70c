import { expect, test } from 'vitest'
import { readWordStyles } from './word-styles.ts'

const paragraphKind = 1
const letterKind = 2
const hidden = [0x3c, 0x08, 1]
const outline = [0x40, 0x26, 2]

/** Lists of codes as a style holds them: each with its size before it, and an even number of bytes. */
function padded(...lists: readonly (readonly number[])[]): number[] {
  return lists.flatMap((list) => [list.length, 0, ...list, ...(list.length % 2 === 0 ? [] : [0])])
}

function styleOf(kind: number, base: number, lists: readonly number[]): Buffer {
  const head = Buffer.alloc(10)
  head.writeUInt16LE(0xffe, 0)
  head.writeUInt16LE((base << 4) | kind, 2)
  const name = Buffer.from([1, 0, 0x41, 0, 0, 0])
  const style = Buffer.concat([head, name, Buffer.from(lists)])
  return Buffer.concat([Buffer.from([style.length & 0xff, style.length >> 8]), style, Buffer.alloc(style.length % 2)])
}

function stylesOf(...styles: readonly Buffer[]) {
  const sheet = Buffer.concat([Buffer.from([4, 0, styles.length, 0, 10, 0]), ...styles])
  return readWordStyles(sheet, { at: 0, bytes: sheet.length })
}

test('a style of paragraphs says what it hides of their letters, behind what it says of the paragraphs', () => {
  const style = stylesOf(
    styleOf(paragraphKind, 0xfff, padded([0, 0, ...outline], hidden)),
    styleOf(paragraphKind, 0, padded([1, 0])),
    styleOf(letterKind, 0xfff, padded(hidden)),
  )
  expect(style(0)).toMatchObject({ properties: { outline: 2 }, letters: [Buffer.from(hidden)] })
  expect(style(1)).toMatchObject({ properties: { outline: 2 }, letters: [Buffer.from(hidden)] })
  expect(style(2).letters).toEqual([Buffer.from(hidden)])
})

test('a style that is cut off says nothing of letters', () => {
  const whole = styleOf(paragraphKind, 0xfff, padded([0, 0, ...outline], hidden))
  const cut = Buffer.from(whole.subarray(0, -6))
  cut.writeUInt16LE(cut.length - 2, 0)
  expect(stylesOf(cut)(0)).toMatchObject({ properties: { outline: 2 }, letters: [] })
})
