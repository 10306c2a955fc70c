import { describe, expect, test } from 'vitest'
import { textOfDocproc, type DocprocChunk } from './docproc-text.ts'
import { overlapOf } from './join-overlapping.ts'

const words = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `w${from + at}`)

describe('words two windows have in common', () => {
  test.each([
    ['those at the end of one and the beginning of the other', words(50), words(50, 30), 20],
    ['none', words(50), words(50, 50), 0],
    ['a few that are the same by chance', [...words(50), 'de', 'la'], ['de', 'la', ...words(50, 60)], 0],
    ['all of a last window', words(50), words(4, 46), 4],
    ['a beginning that repeats itself', [...words(12), ...words(12)], [...words(12), ...words(12), 'end'], 24],
    ['nothing in nothing', [], [], 0],
  ])('are %s', (_, previous, next, count) => {
    expect(overlapOf(previous, next)).toBe(count)
  })
})

describe('the text behind windows', () => {
  const chunk = (text: string, page: number | null = null): DocprocChunk => ({ text, page })

  test('is joined without saying anything twice, and clean', async () => {
    const { text } = await textOfDocproc(
      [chunk(`Año\u0000\u200b ${words(30).join('  ')}`), chunk(words(30, 15).join('\n'))],
      false,
    )
    expect(text).toBe(`Año ${words(45).join(' ')}`)
  })

  test('has pages when every part says which one it stands on', async () => {
    const read = await textOfDocproc([chunk('uno', 1), chunk('tres', 3)], true)
    expect(read.text).toBe('uno\n\ntres')
    expect(read.pages).toEqual([
      { number: 1, start: 0, end: 3 },
      { number: 3, start: 5, end: 9 },
    ])
    expect(read.blocks.map(({ start, end }) => read.text.slice(start, end))).toEqual(['uno', 'tres'])
  })

  test.each([
    ['has none', [chunk('uno', 1), chunk('dos')]],
    ['falls', [chunk('uno', 2), chunk('dos', 1)]],
    ['is no number of a page', [chunk('uno', 0)]],
  ])('has no pages when a part %s', async (_, chunks) => {
    expect((await textOfDocproc(chunks, true)).pages).toEqual([])
  })

  test('is empty without words', async () => {
    expect(await textOfDocproc([chunk(' '), chunk('')], true)).toMatchObject({ text: '', blocks: [], pages: [] })
  })
})
