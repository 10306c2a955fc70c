import { expect, test } from 'vitest'
import { addLevels, noLevels, suggestedLevel } from './search-levels.ts'

test('the level that is suggested is the lowest that finds enough in the mean, else the one that finds most', () => {
  const first = addLevels(noLevels, [
    { level: 1, overlap: 0.8 },
    { level: 2, overlap: 1 },
    { level: 3, overlap: 1 },
  ])
  const both = addLevels(first, [
    { level: 1, overlap: 1 },
    { level: 2, overlap: 0.98 },
    { level: 3, overlap: 1 },
  ])
  expect(both).toMatchObject({ asked: 2, found: [{ overlap: 0.9 }, { overlap: 0.99 }, { overlap: 1 }] })
  expect(suggestedLevel(both)?.level).toBe(2)
  expect(suggestedLevel({ found: both.found.slice(0, 1) })).toEqual({ level: 1, overlap: 0.9 })
  expect(suggestedLevel(addLevels(noLevels, []))).toBeNull()
})
