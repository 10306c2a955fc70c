import { expect, test } from 'vitest'
import { duration, paceParts } from './progress-text.ts'

const standing = { rows: { done: 10, total: 20 }, bytes: 5_000 }

test('the pace is told in rows and megabytes a second and in the time that is left', () => {
  const progress = { ...standing, rows_per_second: 2_041.3, bytes_per_second: 4_120_000, remaining_seconds: 61.2 }
  expect(paceParts(progress)).toEqual(['2041 rows/s', '4.1 MB/s', 'about 62 s left'])
  expect(paceParts({ ...progress, bytes_per_second: 42_300 })).toContain('42 kB/s')
})

test('no pace is told where nothing goes on', () => {
  const progress = { ...standing, rows_per_second: null, bytes_per_second: null, remaining_seconds: null }
  expect(paceParts(progress)).toEqual([])
})

test('a time is told as exactly as somebody who waits needs it', () => {
  expect([0.2, 119, 121, 7_140, 12_000].map(duration)).toEqual(['1 s', '119 s', '3 min', '119 min', '3 h 20 min'])
})
