import { expect, test } from 'vitest'
import { paceOf } from './move-pace.ts'

const phase = { rows: { done: 3_000, total: 12_000 }, bytes: 6_000_000, workedMs: 1_500 }

test('a copy says how many rows and bytes a second it makes and how long the rest takes', () => {
  expect(paceOf({ paused: null, state: 'copying', phase })).toEqual({
    rowsPerSecond: 2_000,
    bytesPerSecond: 4_000_000,
    remainingSeconds: 4.5,
  })
})

test('documents that came meanwhile do not make the rest negative', () => {
  const more = { ...phase, rows: { done: 13_000, total: 12_000 } }
  expect(paceOf({ paused: null, state: 'verifying', phase: more })?.remainingSeconds).toBe(0)
})

test('nothing is said before the first rows, and where nothing goes on', () => {
  expect(paceOf({ paused: null, state: 'copying', phase: { ...phase, rows: { done: 0, total: 9 } } })).toBeNull()
  expect(paceOf({ paused: null, state: 'copying', phase: { ...phase, workedMs: 0 } })).toBeNull()
  expect(paceOf({ paused: null, state: 'copied', phase })).toBeNull()
  expect(paceOf({ paused: { at: new Date(0), by: 'ana' }, state: 'copying', phase })).toBeNull()
})
