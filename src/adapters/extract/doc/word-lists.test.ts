import { expect, test } from 'vitest'
import { readWordLists } from './word-lists.ts'

interface LevelSpec {
  readonly format?: number
  readonly start?: number
  readonly flags?: number
  /** The first level after which it does not begin again. */
  readonly limit?: number
  readonly text: string
}

const words = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4)
  return bytes
}

function levelBytes({ format = 0, start = 1, flags = 0, limit = 0, text }: LevelSpec): Buffer {
  const head = Buffer.alloc(28)
  head.writeInt32LE(start, 0)
  head.writeUInt8(format, 4)
  head.writeUInt8(flags, 5)
  head.writeUInt8(limit, 26)
  const length = Buffer.alloc(2)
  length.writeUInt16LE(text.length)
  return Buffer.concat([head, length, Buffer.from(text, 'utf16le')])
}

/** One list of nine levels, and what each number of a list changes in it. */
function listsOf(levels: readonly LevelSpec[], overrides: readonly (readonly Buffer[])[]) {
  const list = Buffer.alloc(28)
  list.writeInt32LE(7, 0)
  const all = Array.from({ length: 9 }, (_, at) => levelBytes(levels[at] ?? { text: '' }))
  const definitions = Buffer.concat([Buffer.from([1, 0]), list, ...all])
  const entries = overrides.map((own) => {
    const entry = Buffer.alloc(16)
    entry.writeInt32LE(7, 0)
    entry.writeUInt8(own.length, 12)
    return entry
  })
  const data = overrides.map((own) => Buffer.concat([words(0xffffffff), ...own]))
  const numbers = Buffer.concat([words(overrides.length), ...entries, ...data])
  const table = Buffer.concat([definitions, numbers])
  return readWordLists(table, {
    definitions: { at: 0, bytes: definitions.length },
    overrides: { at: definitions.length, bytes: numbers.length },
    language: 'es',
  })
}

test('articles are counted on through all chapters where their level is not to begin again', () => {
  const labels = listsOf(
    [
      { format: 1, text: 'Título \u0000.' },
      { text: 'Artículo \u0001.', flags: 0x08 },
    ],
    [[]],
  )
  const printed = [0, 1, 1, 0, 1].map((level) => labels({ listId: '1', level }))
  expect(printed).toEqual(['Título I. ', 'Artículo 1. ', 'Artículo 2. ', 'Título II. ', 'Artículo 3. '])
})

test('a list writes a level in its own way and begins it with its own number', () => {
  const own = levelBytes({ format: 4, start: 3, text: '\u0000)' })
  const labels = listsOf([{ text: '\u0000.' }], [[], [words(99, 0x30), own]])
  expect(labels({ listId: '1', level: 0 })).toBe('1. ')
  expect(labels({ listId: '2', level: 0 })).toBe('c) ')
  expect(labels({ listId: '2', level: 0 })).toBe('d) ')
})

test('numbers of levels above are digits where a level asks for it', () => {
  const labels = listsOf(
    [
      { format: 1, text: '\u0000.' },
      { text: '\u0000.\u0001', flags: 0x04 },
    ],
    [[]],
  )
  expect([0, 1].map((level) => labels({ listId: '1', level }))).toEqual(['I. ', '1.1 '])
})

test('numbers are written in words in the language of the document', () => {
  const labels = listsOf(
    [
      { format: 7, text: '\u0000.-' },
      { format: 6, text: '\u0001:' },
    ],
    [[]],
  )
  expect([0, 0, 1].map((level) => labels({ listId: '1', level }))).toEqual(['Primero.- ', 'Segundo.- ', 'Uno: '])
})
