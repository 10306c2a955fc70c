import { expect, test } from 'vitest'
import { timeLimits } from './time-limits.ts'

const mebibyte = 1024 * 1024
const usual = { timeoutMs: 60_000, timeoutPerMiBMs: 2_000 }

test('a small file holds a reader for a part of the ceiling only, a large one for as long as the ceiling says', () => {
  expect(timeLimits(0, usual)).toEqual({ wallMs: 60_000, cpuMs: 5_000 })
  expect(timeLimits(mebibyte, usual)).toEqual({ wallMs: 62_000, cpuMs: 15_000 })
  expect(timeLimits(100 * mebibyte, usual)).toEqual({ wallMs: 260_000, cpuMs: 208_000 })
})

test('a ceiling that was raised for a slow machine raises what a small file may take', () => {
  expect(timeLimits(0, { ...usual, timeoutMs: 120_000 }).cpuMs).toBe(10_000)
  expect(timeLimits(0, { ...usual, timeoutMs: 1_000 }).cpuMs).toBe(800)
})
